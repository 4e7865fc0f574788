"""Unit tests of the GPU's harness: what runs beside a device and needs none."""

import math
import re
import unittest
from unittest import mock

import ml_dtypes
import numpy as np

from norm_mlir.bench.graphs import build_graph
from norm_mlir.bench.reference import evaluate
from norm_mlir.gpu_bench import cases, elements, pack, reference, timing
from norm_mlir.gpu_bench.buffers import input_reader
from norm_mlir.gpu_bench.check import check
from norm_mlir.gpu_bench.manifest import Case
from norm_mlir.gpu_bench.report import Findings, figures, write_table

NUMPY = {
    "f32": np.float32,
    "bf16": ml_dtypes.bfloat16,
    "f16": np.float16,
    "f8E4M3FN": ml_dtypes.float8_e4m3fn,
    "i8": np.int8,
}


def make_case(choice):
    graph = build_graph(choice.graph, list(choice.shape), choice.dtype)
    buffers = [pack._buffers(graph, names) for names in (graph.inputs, graph.outputs)]
    size = graph.minimal_bytes(1 << 62)
    return graph, Case(choice.name, choice.graph, choice.shape, choice.dtype, "", "", *buffers, size, True, False)


def right_outputs(graph, case):
    """All outputs from the definition in NumPy, as bytes."""
    read = input_reader(case)
    arrays = {
        buffer.name: np.array(read(buffer.name, range(buffer.count))).reshape(buffer.shape) for buffer in case.inputs
    }
    values = evaluate(graph, arrays)
    return {one.name: bytearray(values[one.name].astype(NUMPY[one.dtype]).tobytes()) for one in case.outputs}


class Elements(unittest.TestCase):
    def test_all_patterns_are_decoded_as_numpy_does(self):
        for dtype in ("bf16", "f16", "f8E4M3FN", "i8"):
            width = elements.BYTES[dtype]
            data = np.arange(1 << 8 * width, dtype=f"u{width}").tobytes()
            expected = np.frombuffer(data, NUMPY[dtype]).astype(np.float64)
            np.testing.assert_array_equal(elements.decode(data, dtype, slice(None)), expected)

    def test_rounding_is_to_the_nearest_even(self):
        values = [1.0, 1 + 2**-8, 1 + 3 * 2**-8, -(1 + 2**-9), 3.3e-3, 1e-40, 65504.0]
        for dtype in ("f32", "bf16", "f16"):
            expected = np.array(values).astype(np.float32).astype(NUMPY[dtype]).tobytes()
            self.assertEqual(elements.encode(values, dtype), expected, dtype)

    def test_chosen_elements(self):
        data = elements.encode(range(10), "bf16")
        self.assertEqual(elements.decode(data, "bf16", slice(1, 8, 3)), [1, 4, 7])
        self.assertEqual(elements.decode(data, "bf16", [9, 0]), [9, 0])

    def test_poison_is_found_with_numpy_and_without(self):
        for dtype, byte in elements.POISON.items():
            width = elements.BYTES[dtype]
            clean = bytearray(12 * width)
            dirty = bytearray(clean)
            dirty[5 * width : 6 * width] = bytes([byte] * width)
            self.assertFalse(elements.has_poison(clean, dtype))
            self.assertTrue(elements.has_poison(dirty, dtype))
            with mock.patch.dict("sys.modules", {"numpy": None}):
                self.assertFalse(elements.has_poison(clean, dtype))
                self.assertTrue(elements.has_poison(dirty, dtype))


class References(unittest.TestCase):
    def test_they_are_the_definitions_in_numpy(self):
        for choice in cases.list_cases("tiny"):
            graph, case = make_case(choice)
            outputs = right_outputs(graph, case)
            verdict = check(case, input_reader(case), outputs)
            self.assertTrue(verdict.good, f"{case.name}: {verdict}")
            named = {one.output for one in reference.expectations(case, input_reader(case))}
            self.assertEqual(named, {buffer.name for buffer in case.outputs}, case.name)

    def test_a_wrong_element_is_found(self):
        for choice in cases.list_cases("tiny"):
            graph, case = make_case(choice)
            outputs = right_outputs(graph, case)
            expected = next(iter(reference.expectations(case, input_reader(case))))
            buffer = next(one for one in case.outputs if one.name == expected.output)
            values = np.frombuffer(outputs[buffer.name], NUMPY[buffer.dtype])
            index = expected.indices[len(expected.indices) // 2]
            values[index] = np.asarray(float(values[index]) * 1.5 + 2.5).astype(values.dtype)
            verdict = check(case, input_reader(case), outputs)
            self.assertFalse(verdict.good, case.name)
            self.assertIn(f"{buffer.name}[{index}]", verdict.place)

    def test_unwritten_elements_are_found(self):
        graph, case = make_case(cases.Choice({"norm": "rms_norm"}, (3, 7), "f32"))
        outputs = right_outputs(graph, case)
        outputs["y"][4:8] = b"\xff" * 4
        self.assertIn("not all elements of y", check(case, input_reader(case), outputs).problem)


class Lists(unittest.TestCase):
    def test_names_and_files_are_distinct(self):
        for size in cases.SIZES:
            names = [choice.name for choice in cases.list_cases(size)]
            self.assertEqual(len(set(names)), len(names))
            self.assertEqual(len({re.sub(r"[^a-z0-9]+", "-", name) for name in names}), len(names))

    def test_every_graph_builds(self):
        for choice in cases.list_cases("default"):
            self.assertTrue(build_graph(choice.graph, list(choice.shape), choice.dtype).fused_ir(), choice.name)


class Timing(unittest.TestCase):
    MIB = 1 << 20

    def test_sets_fill_three_caches_within_memory(self):
        self.assertEqual(timing.set_count(20 * self.MIB, 20 * self.MIB, 60 * self.MIB, 1 << 40), 9)
        self.assertEqual(timing.set_count(500 * self.MIB, 500 * self.MIB, 60 * self.MIB, 1 << 40), 4)
        self.assertEqual(timing.set_count(500 * self.MIB, 500 * self.MIB, 60 * self.MIB, 2000 * self.MIB), 2)
        self.assertEqual(timing.set_count(100, 100, 60 * self.MIB, 1 << 40), 256)

    def test_calls_use_every_set_as_often(self):
        for size in (100, 10 * self.MIB, 500 * self.MIB):
            for sets in (1, 4, 9, 256):
                self.assertEqual(timing.call_count(size, sets) % sets, 0)
                self.assertGreater(timing.call_count(size, sets), 0)


class Reports(unittest.TestCase):
    def times(self, **medians):
        return {name.replace("_", " "): {"median": value, "host": 1.0} for name, value in medians.items()}

    def test_ratios_are_of_one_pass(self):
        found = {
            "time": {"us": self.times(ours=10.0, copy=9.0, memcpy=8.0, torch=20.0), "minimal_bytes": 10000},
            "peers": {"us": self.times(ours=11.0, copy=9.0, triton=22.0), "minimal_bytes": 10000},
        }
        row = figures(found)
        self.assertEqual((row["us"], row["of_copy"], row["torch"], row["triton"]), (10, 0.8, 2, 2))
        self.assertAlmostEqual(row["gb_per_s"], 1.0)
        self.assertIsNone(row["torch.compile"])

    def test_a_problem_beside_peers_is_no_problem_of_the_case(self):
        findings = Findings()
        findings.take({"pass": "check", "case": "a", "error_of_tolerance": 0.5, "compared": 3})
        findings.take({"pass": "time", "case": "a", "us": self.times(ours=1.0, copy=1.0), "minimal_bytes": 1})
        findings.take({"pass": "peers", "case": "a", "problem": "fails: ends its process"})
        self.assertEqual(findings.problem("a"), "")
        table = write_table(findings)
        self.assertIn("| a | 0.5 | 1.00 |", table)
        self.assertIn("problem: a: beside its peers: fails", table)
        self.assertTrue(math.isclose(figures(findings.cases["a"])["of_copy"], 1))


if __name__ == "__main__":
    unittest.main()
