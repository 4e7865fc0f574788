"""Machine code of GPU kernels, measured without a GPU: what tools/norm_sass_check.py and tools/gpu_table.py share."""
