"""Prints a function of a hundred ops, norms and their neighbours, of which one is `fault` (see FAULTS).

network.py FAULT [SIZES]     SIZES as in 8x16 (default) or ?x?
"""

import sys

FAULTS = {
    # No form on buffers.
    "gather": "tensor.gather {x}[%rows] gather_dims([0]) : ({t}, tensor<8x1xindex>) -> {t}",
    # f64 numbers whose squares overflow: nothing is promised.
    "overflow": "norm.layer_norm {huge} axes = [1] epsilon = 1.0e-5 : {t}",
    "none": "math.absf {x} : {t}",
}
LAYER = (
    "norm.layer_norm {x} scale(%w : {p}) bias(%b : {p}) axes = [1] epsilon = 1.0e-5 {{scale_offset = 1.0 : f64}} : {t}",
    "math.erf {x} : {t}",
    "arith.addf {x}, {before} : {t}",
    "arith.mulf {x}, {before} : {t}",
    "arith.truncf {x} : {t} to {narrow}",
    "arith.extf {x} : {narrow} to {t}",
    "norm.rms_norm {x} scale(%w : {p}) axes = [1] epsilon = 1.0e-6 {{cast_point = #norm.cast_point<before_scale>}} : {t}",
    "arith.addf {x}, {input} : {t}",
    "norm.lp_normalize {x} axes = [1] p = 2.0 epsilon = 1.0e-12 : {t}",
    "math.tanh {x} : {t}",
)


def main() -> None:
    fault, sizes = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "8x16"
    element = "f64" if fault == "overflow" else "f32"
    names = {
        "t": f"tensor<{sizes}x{element}>",
        "p": f"tensor<{sizes.split('x')[-1]}x{element}>",
        "narrow": f"tensor<{sizes}xbf16>",
        "input": "%x",
        "huge": "%huge",
    }
    inputs = ["x: {t}", 'huge: {t} {{norm.input = "normal:0,1e300"}}', "w: {p}", "b: {p}", "rows: tensor<8x1xindex>"]
    print(f"func.func @network({', '.join('%' + text.format(**names) for text in inputs)}) -> {names['t']} {{")
    x = before = "%x"
    for i in range(100):
        op = FAULTS[fault] if i == 57 else LAYER[i % len(LAYER)]
        print(f"  %v{i} = {op.format(x=x, before=before, **names)}")
        if op is FAULTS["overflow"]:  # It joins the others.
            print(f"  %joined = arith.addf %v{i}, {x} : {names['t']}")
        if i % len(LAYER) == 0:
            before = f"%v{i}"
        x = "%joined" if op is FAULTS["overflow"] else f"%v{i}"
    print(f"  return {x} : {names['t']}\n}}")


if __name__ == "__main__":
    main()
