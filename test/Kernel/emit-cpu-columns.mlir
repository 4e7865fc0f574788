// Vectors along a kept dimension, blocks of rows, windows, first elements, booleans and strides.
// RUN: norm-opt %s -norm-emit-cpu -canonicalize -cse | FileCheck %s

#map = affine_map<(d0, d1) -> (d0, d1)>
#map1 = affine_map<(d0, d1) -> (d1)>
#blocks = affine_map<(d0, d1) -> (d0 floordiv 128, d1)>
#blocks64 = affine_map<(d0, d1) -> (d0 floordiv 64, d1)>
#images = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#imageBlocks = affine_map<(d0, d1, d2, d3) -> ((d0 * 64 + d1) floordiv 128, d2, d3)>
#smallBlocks = affine_map<(d0, d1, d2, d3) -> ((d0 * 64 + d1) floordiv 100, d2, d3)>
#row = affine_map<(d0, d1) -> (d0)>
#first = affine_map<(d0, d1) -> (d0, 0)>
#space = affine_map<(d0, d1, d2) -> (d0, d1)>
#across = affine_map<(d0, d1, d2) -> (d0 + d2 - 2, d1)>
#along = affine_map<(d0, d1, d2) -> (d0, d1 + d2 - 2)>

// Each lane is a group: nothing is combined across lanes, and the last tile is narrower.
// CHECK-LABEL: func.func @columns(
// CHECK-SAME:    %[[N:[^:]+]]: index
// CHECK:         %[[TILES:.+]] = arith.ceildivui %[[N]], %c16
// CHECK:         scf.for %{{.+}} = %c0 to %[[TILES]] step %c1 {
// CHECK:           %[[FITS:.+]] = arith.cmpi ule, %{{.+}}, %[[N]]
// CHECK:           scf.if %[[FITS]] {
// CHECK:             scf.for %{{.+}} = %c0 to %c17 step %c1 iter_args(%{{.+}}, %{{.+}}) -> (vector<8xf64>, vector<8xf64>) {
// CHECK:             scf.for %{{.+}} = %c0 to %c17 step %c1 {
// CHECK-COUNT-2:       vector.store
// CHECK:           } else {
// CHECK:             scf.for %{{.+}} step %c8 {
// CHECK:             scf.for %{{.+}} to %[[N]] step %c1 {
// CHECK-NOT:     vector.reduction
// CHECK:         return
func.func @columns(%n: index, %x: memref<17x?xf32>, %y: memref<17x?xf32>) {
  norm.kernel sizes = [17, %n] ins(%x : memref<17x?xf32>) outs(%y : memref<17x?xf32>) maps = [#map, #map] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2, stores = regular> {
  ^bb0(%a: f32):
    %b = arith.extf %a : f32 to f64
    %s = norm.reduce <add> %b over [0] : f64
    %t = arith.truncf %s : f64 to f32
    %q = arith.divf %a, %t : f32
    norm.yield %q : f32
  }
  return
}

// Blocks of rows have sums of their own.
// CHECK-LABEL: func.func @blocks(
// CHECK-SAME:    %[[X:[^:]+]]: memref<1000x16xf32>, %[[PARTS:[^:]+]]: memref<8x16xf64>)
// CHECK:         scf.for %[[BLOCK:.+]] = %c0 to %c8 step %c1 {
// CHECK:           %[[FROM:.+]] = arith.muli %[[BLOCK]], %c128
// CHECK:           %[[TO:.+]] = arith.addi %[[FROM]],
// CHECK:           scf.for %{{.+}} = %[[FROM]] to %[[TO]] step %c1 iter_args
// CHECK-COUNT-2:   vector.store %{{.+}}, %[[PARTS]][%[[BLOCK]],
func.func @blocks(%x: memref<1000x16xf32>, %p: memref<8x16xf64>) {
  norm.kernel sizes = [1000, 16] ins(%x : memref<1000x16xf32>) outs(%p : memref<8x16xf64>) maps = [#map, #blocks] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2> {
  ^bb0(%a: f32):
    %b = arith.extf %a : f32 to f64
    %s = norm.reduce <add> %b over [0] by 128 : f64
    norm.yield %s : f64
  }
  return
}

// A block of points that is whole rows leaves the loops in it as they are; any other cuts the first and the last row.
// CHECK-LABEL: func.func @blocks_of_images(
// CHECK:         scf.for %[[IMAGE:.+]] = %{{.+}} to %{{.+}} step %c1 iter_args
// CHECK:           scf.for %{{.+}} = %c0 to %c64 step %c1 iter_args
// CHECK-LABEL: func.func @blocks_within_images(
// CHECK:         scf.for %[[IMAGE:.+]] = %{{.+}} to %{{.+}} step %c1 iter_args
// CHECK:           %[[BASE:.+]] = arith.muli %[[IMAGE]], %c64
// CHECK:           arith.maxui
// CHECK:           arith.minui
// CHECK:           scf.for %{{.+}} = %{{.+}} to %{{.+}} step %c1 iter_args
func.func @blocks_of_images(%x: memref<5x64x3x8xf32, strided<[9999, 24, 8, 1]>>, %p: memref<3x3x8xf32>) {
  norm.kernel sizes = [5, 64, 3, 8] ins(%x : memref<5x64x3x8xf32, strided<[9999, 24, 8, 1]>>) outs(%p : memref<3x3x8xf32>) maps = [#images, #imageBlocks] schedule = #norm.cpu_schedule<vector = 3, lanes = 8, unroll = 1> {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [0, 1] by 128 : f32
    norm.yield %s : f32
  }
  return
}
func.func @blocks_within_images(%x: memref<5x64x3x8xf32, strided<[9999, 24, 8, 1]>>, %p: memref<4x3x8xf32>) {
  norm.kernel sizes = [5, 64, 3, 8] ins(%x : memref<5x64x3x8xf32, strided<[9999, 24, 8, 1]>>) outs(%p : memref<4x3x8xf32>) maps = [#images, #smallBlocks] schedule = #norm.cpu_schedule<vector = 3, lanes = 8, unroll = 1> {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [0, 1] by 100 : f32
    norm.yield %s : f32
  }
  return
}

// A window across vectors: a whole vector is read, or none.
// CHECK-LABEL: func.func @window_across(
// CHECK:         %[[INSIDE:.+]] = arith.cmpi ult, %{{.+}}, %c6
// CHECK:         scf.if %[[INSIDE]] -> (vector<8xf32>) {
// CHECK-NEXT:      vector.load
// CHECK:         } else {
// CHECK-NEXT:      scf.yield %{{.+}} : vector<8xf32>
func.func @window_across(%x: memref<6x16xf32>, %y: memref<6x16xf32>) {
  norm.kernel sizes = [6, 16, 5] ins(%x, %x : memref<6x16xf32>, memref<6x16xf32>) outs(%y : memref<6x16xf32>) maps = [#space, #across, #space] outside = [unit, 0.0 : f32] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 1> {
  ^bb0(%a: f32, %b: f32):
    %s = norm.reduce <max> %b over [2] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// What fills no vector is masked there as elsewhere.
// CHECK-LABEL: func.func @window_across_masked(
// CHECK:         %[[LANES:.+]] = arith.cmpi sgt, %{{.+}}, %{{.+}} : vector<8xi32>
// CHECK:         %[[INSIDE:.+]] = arith.cmpi ult, %{{.+}}, %c6
// CHECK:         scf.if %[[INSIDE]] -> (vector<8xf32>) {
// CHECK:           llvm.intr.masked.load %{{.+}}, %[[LANES]], %{{.+}}
// CHECK:         llvm.intr.masked.store %{{.+}}, %{{.+}}, %[[LANES]]
func.func @window_across_masked(%x: memref<6x19xf32>, %y: memref<6x19xf32>) {
  norm.kernel sizes = [6, 19, 5] ins(%x, %x : memref<6x19xf32>, memref<6x19xf32>) outs(%y : memref<6x19xf32>) maps = [#space, #across, #space] outside = [unit, 0.0 : f32] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 1, tail = masked> {
  ^bb0(%a: f32, %b: f32):
    %s = norm.reduce <max> %b over [2] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// A window along vectors: whole vectors where first and last lane are inside, else lane by lane.
// CHECK-LABEL: func.func @window_along(
// CHECK:         %[[FIRST:.+]] = arith.cmpi ult, %{{.+}}, %c64
// CHECK:         %[[LAST:.+]] = arith.cmpi ult, %{{.+}}, %c64
// CHECK:         %[[WHOLE:.+]] = arith.andi %[[FIRST]], %[[LAST]]
// CHECK:         scf.if %[[WHOLE]] -> (vector<4xf32>) {
// CHECK-NEXT:      vector.load
// CHECK:         } else {
// CHECK-COUNT-4:   scf.if {{.+}} -> (f32)
// CHECK:           vector.from_elements
func.func @window_along(%x: memref<6x64xf32>, %y: memref<6x64xf32>) {
  norm.kernel sizes = [6, 64, 5] ins(%x, %x : memref<6x64xf32>, memref<6x64xf32>) outs(%y : memref<6x64xf32>) maps = [#space, #along, #space] outside = [unit, 0.0 : f32] schedule = #norm.cpu_schedule<vector = 1, lanes = 4, unroll = 1> {
  ^bb0(%a: f32, %b: f32):
    %s = norm.reduce <max> %b over [2] : f32
    %q = arith.divf %a, %s : f32
    norm.yield %q : f32
  }
  return
}

// The first element of an axis is read where there is one, once per group.
// CHECK-LABEL: func.func @first_elements(
// CHECK:         scf.for
// CHECK:           %[[EXISTS:.+]] = arith.cmpi ne, %{{.+}}, %c0
// CHECK:           %[[FIRST:.+]] = scf.if %[[EXISTS]] -> (f32) {
// CHECK-NEXT:        memref.load
// CHECK:           scf.for
// CHECK:             vector.broadcast %[[FIRST]] : f32 to vector<8xf32>
func.func @first_elements(%n: index, %x: memref<4x?xf32>, %y: memref<4xf32>) {
  norm.kernel sizes = [4, %n] ins(%x, %x : memref<4x?xf32>, memref<4x?xf32>) outs(%y : memref<4xf32>) maps = [#map, #first, #row] outside = [unit, 0.0 : f32] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 1> {
  ^bb0(%a: f32, %k: f32):
    %d = arith.subf %a, %k : f32
    %s = norm.reduce <max> %d over [1] : f32
    norm.yield %s : f32
  }
  return
}

// Booleans are bytes: no vector of them is loaded or stored.
// CHECK-LABEL: func.func @booleans(
// CHECK-NOT:     vector.load
// CHECK:         %[[BYTES:.+]] = llvm.load %{{.+}} {alignment = 1 : i64} : !llvm.ptr -> vector<4xi8>
// CHECK:         arith.cmpi ne, %[[BYTES]], %{{.+}} : vector<4xi8>
// CHECK-NOT:     vector.store
// CHECK-COUNT-4: memref.store
func.func @booleans(%x: memref<64xi1>, %y: memref<64xi1>) {
  norm.kernel sizes = [64] ins(%x : memref<64xi1>) outs(%y : memref<64xi1>) maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>] schedule = #norm.cpu_schedule<vector = 0, lanes = 4, unroll = 1, stores = regular> {
  ^bb0(%a: i1):
    %true = arith.constant true
    %q = arith.xori %a, %true : i1
    norm.yield %q : i1
  }
  return
}

// Strides that the type does not state are looked at once: as vectors ask, or element by element.
// CHECK-LABEL: func.func @strides(
// CHECK:         %{{.+}}, %{{.+}}, %{{.+}}:2, %[[STRIDES:.+]]:2 = memref.extract_strided_metadata
// CHECK:         %[[DENSE:.+]] = arith.cmpi eq, %[[STRIDES]]#1, %c1
// CHECK:         scf.if %[[DENSE]] {
// CHECK:           vector.load
// CHECK:         } else {
// CHECK-NOT:       vector.load
// CHECK:           memref.load
// CHECK:         return
func.func @strides(%x: memref<4x64xf32, strided<[?, ?], offset: ?>>, %y: memref<4xf32>) {
  norm.kernel sizes = [4, 64] ins(%x : memref<4x64xf32, strided<[?, ?], offset: ?>>) outs(%y : memref<4xf32>) maps = [#map, #row] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 1> {
  ^bb0(%a: f32):
    %s = norm.reduce <max> %a over [1] : f32
    norm.yield %s : f32
  }
  return
}

// A sweep that only reads asks for the same columns of a later row, once per line of the cache; the sweep that stores
// finds them there. With blocks, the row is that of the next block.
// CHECK-LABEL: func.func @ahead(
// CHECK:         scf.for %[[ROW:.+]] = %c0 to %c500 step %c1 iter_args
// CHECK:           arith.addi %[[ROW]], %c32
// CHECK:           llvm.intr.prefetch"(%{{.+}}) <{cache = 1 : i32, hint = 2 : i32, rw = 0 : i32}>
// CHECK-NOT:       intr.prefetch
// CHECK:         scf.for %{{.+}} = %c0 to %c500 step %c1 {
// CHECK-NOT:       intr.prefetch
// CHECK:         return
func.func @ahead(%x: memref<500x16xf32>, %y: memref<500x16xf32>) {
  norm.kernel sizes = [500, 16] ins(%x : memref<500x16xf32>) outs(%y : memref<500x16xf32>) maps = [#map, #map] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2, stores = regular> {
  ^bb0(%a: f32):
    %b = arith.extf %a : f32 to f64
    %s = norm.reduce <add> %b over [0] : f64
    %t = arith.truncf %s : f64 to f32
    %q = arith.divf %a, %t : f32
    norm.yield %q : f32
  }
  return
}

// CHECK-LABEL: func.func @a_block_ahead(
// CHECK:         scf.for %[[ROW:.+]] = %{{.+}} to %{{.+}} step %c1 iter_args
// CHECK:           arith.addi %[[ROW]], %c64
// CHECK:           llvm.intr.prefetch"(%{{.+}}) <{cache = 1 : i32, hint = 2 : i32, rw = 0 : i32}>
func.func @a_block_ahead(%x: memref<1000x16xf32>, %p: memref<16x16xf64>) {
  norm.kernel sizes = [1000, 16] ins(%x : memref<1000x16xf32>) outs(%p : memref<16x16xf64>) maps = [#map, #blocks64] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 2> {
  ^bb0(%a: f32):
    %b = arith.extf %a : f32 to f64
    %s = norm.reduce <add> %b over [0] by 64 : f64
    norm.yield %s : f64
  }
  return
}

// Where vectors run along the rows of an image, it is the next image's, unless that follows in memory.
// CHECK-LABEL: func.func @next_image(
// CHECK:         scf.for %[[IMAGE:.+]] = %c0 to %c5 step %c1 iter_args
// CHECK:           %[[NEXT:.+]] = arith.addi %[[IMAGE]], %c1
// CHECK:           arith.muli %[[NEXT]],
// CHECK:           llvm.intr.prefetch
// CHECK-LABEL: func.func @images_in_turn(
// CHECK-NOT:     intr.prefetch
// CHECK:         return
func.func @next_image(%x: memref<5x3x64xf32>, %y: memref<3xf64>) {
  norm.kernel sizes = [5, 3, 64] ins(%x : memref<5x3x64xf32>) outs(%y : memref<3xf64>) maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d1)>] schedule = #norm.cpu_schedule<vector = 2, lanes = 16, unroll = 1> {
  ^bb0(%a: f32):
    %b = arith.extf %a : f32 to f64
    %s = norm.reduce <add> %b over [0, 2] : f64
    norm.yield %s : f64
  }
  return
}
func.func @images_in_turn(%x: memref<3x5x64xf32>, %w: memref<5xf32>, %y: memref<3xf64>) {
  norm.kernel sizes = [3, 5, 64] ins(%x, %w : memref<3x5x64xf32>, memref<5xf32>) outs(%y : memref<3xf64>) maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d1)>, affine_map<(d0, d1, d2) -> (d0)>] schedule = #norm.cpu_schedule<vector = 2, lanes = 16, unroll = 1> {
  ^bb0(%a: f32, %c: f32):
    %p = arith.mulf %a, %c : f32
    %b = arith.extf %p : f32 to f64
    %s = norm.reduce <add> %b over [1, 2] : f64
    norm.yield %s : f64
  }
  return
}

// Sums of f32 in f64 are one chain, also of what is taken relative to an f64 of the group; those of f64 are chains of 16.
// CHECK-LABEL: func.func @relative(
// CHECK:         scf.for %{{.+}} = %c0 to %c500 step %c1 iter_args
// CHECK-LABEL: func.func @relative_f64(
// CHECK-NOT:     %c500 step %c1 iter_args
// CHECK:         scf.for %{{.+}} = %c0 to %c500 step %c256 iter_args
// CHECK:           scf.for %{{.+}} step %c16 iter_args
// CHECK:             scf.for %{{.+}} step %c1 iter_args
func.func @relative(%x: memref<500x8xf32>, %k: memref<8xf64>, %y: memref<8xf64>) {
  norm.kernel sizes = [500, 8] ins(%x, %k : memref<500x8xf32>, memref<8xf64>) outs(%y : memref<8xf64>) maps = [#map, #map1, #map1] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 1> {
  ^bb0(%a: f32, %c: f64):
    %b = arith.extf %a : f32 to f64
    %d = arith.subf %b, %c : f64
    %s = norm.reduce <add> %d over [0] : f64
    norm.yield %s : f64
  }
  return
}
func.func @relative_f64(%x: memref<500x8xf64>, %k: memref<8xf64>, %y: memref<8xf64>) {
  norm.kernel sizes = [500, 8] ins(%x, %k : memref<500x8xf64>, memref<8xf64>) outs(%y : memref<8xf64>) maps = [#map, #map1, #map1] schedule = #norm.cpu_schedule<vector = 1, lanes = 8, unroll = 1> {
  ^bb0(%b: f64, %c: f64):
    %d = arith.subf %b, %c : f64
    %s = norm.reduce <add> %d over [0] : f64
    norm.yield %s : f64
  }
  return
}
