// RUN: norm-opt %s -split-input-file -norm-pass-stream -allow-unregistered-dialect -verify-diagnostics | FileCheck %s

module attributes {gpu.container_module} {
  gpu.module @norm_kernels {
    gpu.func @f_kernel(%p: memref<f32>) kernel {
      gpu.return
    }
  }

  // The example of the pass.
  // CHECK: func.func @f(%[[X:.+]]: memref<4xf32>, %[[SCRATCH:.+]]: memref<?xi8> {norm.scratch}, %[[STREAM:.+]]: !llvm.ptr, %[[MSG:.+]]: !llvm.ptr, %[[LENGTH:.+]]: i64) -> i32 {
  // CHECK:   %[[TOKEN:.+]] = builtin.unrealized_conversion_cast %[[STREAM]] : !llvm.ptr to !gpu.async.token
  // CHECK:   %[[DONE:.+]] = gpu.launch_func async [%[[TOKEN]]] @norm_kernels::@f_kernel blocks in (%c1, %c1, %c1) threads in (%c32, %c1, %c1) args(%[[P:.+]] : memref<f32>)
  // CHECK:   %[[STATUS:.+]] = llvm.call @normDeviceStatus(%[[MSG]], %[[LENGTH]]) : (!llvm.ptr, i64) -> i32
  // CHECK:   return %[[STATUS]] : i32
  func.func @f(%x: memref<4xf32>, %scratch: memref<?xi8> {norm.scratch}) {
    %c1 = arith.constant 1 : index
    %c32 = arith.constant 32 : index
    %p = memref.reinterpret_cast %x to offset: [0], sizes: [], strides: [] : memref<4xf32> to memref<f32>
    gpu.launch_func @norm_kernels::@f_kernel blocks in (%c1, %c1, %c1) threads in (%c32, %c1, %c1) args(%p : memref<f32>)
    return
  }

  // CHECK-LABEL: func.func @clusters(
  // CHECK:         gpu.launch_func async [%{{.+}}] @norm_kernels::@f_kernel clusters in (%c2, %c1, %c1) blocks in (%c4, %c1, %c1)
  func.func @clusters(%p: memref<f32>, %scratch: memref<?xi8> {norm.scratch}) {
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %c4 = arith.constant 4 : index
    gpu.launch_func @norm_kernels::@f_kernel clusters in (%c2, %c1, %c1) blocks in (%c4, %c1, %c1) threads in (%c4, %c1, %c1) args(%p : memref<f32>)
    return
  }

  // Scratch that has no place is allocated in the order of the stream, and what the host reads is copied to it.
  // CHECK-LABEL: func.func @scratch(
  // CHECK-SAME:    %[[STREAM:[^:]+]]: !llvm.ptr, %{{[^:]+}}: !llvm.ptr, %{{[^:]+}}: i64) -> i32
  // CHECK:         %[[SLOT:.+]] = memref.alloca() : memref<f32>
  // CHECK:         gpu.alloc async [%{{.+}}] () : memref<4xf32>
  // CHECK:         llvm.call @mgpuMemcpy(%{{.+}}, %{{.+}}, %{{.+}}, %[[STREAM]])
  // CHECK:         llvm.call @mgpuStreamSynchronize(%[[STREAM]])
  // CHECK:         %[[READ:.+]] = memref.load %[[SLOT]][] : memref<f32>
  // CHECK:         "test.use"(%[[READ]])
  // CHECK:         %[[OWN:.+]] = memref.alloc() : memref<2xindex>
  // CHECK:         memref.load %[[OWN]]
  // CHECK:         gpu.dealloc async
  func.func @scratch(%i: index, %scratch: memref<?xi8> {norm.scratch}) {
    %s = gpu.alloc () : memref<4xf32>
    %read = memref.load %s[%i] : memref<4xf32>
    "test.use"(%read) : (f32) -> ()
    %own = memref.alloc() : memref<2xindex>
    %size = memref.load %own[%i] : memref<2xindex>
    "test.use"(%size) : (index) -> ()
    gpu.dealloc %s : memref<4xf32>
    return
  }
}

// -----

func.func @f__prepare(%x: memref<?xf32>, %sizes: !llvm.ptr, %scratch: !llvm.ptr, %msg: !llvm.ptr, %length: i64) -> i32 {
  %c0 = arith.constant 0 : index
  // expected-error @below {{expects sizes of results that follow from sizes and scalars on a GPU; got one that is computed from elements}}
  %v = memref.load %x[%c0] : memref<?xf32>
  "test.use"(%v) : (f32) -> ()
  %zero = arith.constant 0 : i32
  return %zero : i32
}

// -----

memref.global "private" constant @one : memref<4xf32> = dense<1.0>

func.func @chosen(%choice: i1, %x: memref<4xf32>, %scratch: memref<?xi8> {norm.scratch}) {
  // expected-error @below {{expects constants that kernels read themselves on a GPU; got one that is chosen at run time: @one}}
  %one = memref.get_global @one : memref<4xf32>
  %chosen = scf.if %choice -> memref<4xf32> {
    scf.yield %one : memref<4xf32>
  } else {
    scf.yield %x : memref<4xf32>
  }
  "test.use"(%chosen) : (memref<4xf32>) -> ()
  return
}
