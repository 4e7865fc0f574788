"""Unit tests of the harness: what is computed from samples, what a case has to move, what is read and compared."""

import json
import math
import random
import tempfile
import time
import unittest
from pathlib import Path

import numpy as np

from norm_mlir.bench import cases, cli, compiler, figures, reference, timing, trial
from norm_mlir.bench.cli import CASES
from norm_mlir.bench.graphs import build_graph
from norm_mlir.bench.graphs.activations import erf

MIB = 1 << 20


class Figures(unittest.TestCase):
    def test_percentile_interpolates(self):
        self.assertEqual(figures.percentile([3, 1, 2], 0.5), 2)
        self.assertEqual(figures.percentile([1, 2, 3, 4], 0.5), 2.5)
        self.assertAlmostEqual(figures.percentile(range(11), 0.9), 9)
        self.assertEqual(figures.percentile([7], 0.1), 7)
        for values, fraction in (([], 0.5), ([1], 1.5)):
            with self.assertRaises(ValueError):
                figures.percentile(values, fraction)

    def test_geomean(self):
        self.assertAlmostEqual(figures.geomean([0.5, 2]), 1)
        self.assertAlmostEqual(figures.geomean([1, 10, 100]), 10)

    def test_bandwidth(self):
        self.assertAlmostEqual(figures.gigabytes_per_second(2e9, 0.5), 4)

    def test_steady_rounds_are_those_near_the_median(self):
        self.assertEqual(figures.steady_rounds([1.0, 1.05, 2.0, 0.96, 0.5]), [0, 1, 3])

    def test_summary(self):
        summary = figures.RatioSummary.of([2, 0.5, 1], ["a", "b", "c"])
        self.assertEqual((summary.count, summary.worst, summary.worst_row, summary.below_one), (3, 0.5, "b", 1))
        self.assertAlmostEqual(summary.geomean, 1)


class MinimalBytes(unittest.TestCase):
    def bytes_of(self, graph, shape, dtype="f32", cache=32 * MIB):
        return build_graph(graph, shape, dtype).minimal_bytes(cache)

    def test_rows(self):
        tensor = 64 * 128 * 4
        self.assertEqual(self.bytes_of({"norm": "layer_norm"}, [64, 128]), 2 * tensor + 2 * 128 * 4)
        self.assertEqual(self.bytes_of({"norm": "rms_norm"}, [64, 128], "bf16"), tensor + 128 * 2)
        added = self.bytes_of({"norm": "layer_norm", "before": "add"}, [64, 128])
        self.assertEqual(added, 4 * tensor + 2 * 128 * 4)
        quantized = self.bytes_of({"norm": "layer_norm", "after": "int8"}, [64, 128])
        self.assertEqual(quantized, tensor + tensor // 4 + 64 * 4 + 2 * 128 * 4)

    def test_slab_beyond_the_cache_is_read_twice(self):
        graph = {"norm": "batch_norm_training"}
        tensor, parameters = 8 * 2 * 64 * 4, 6 * 2 * 4
        self.assertEqual(self.bytes_of(graph, [8, 2, 8, 8], cache=8 * 64 * 4), 2 * tensor + parameters)
        self.assertEqual(self.bytes_of(graph, [8, 2, 8, 8], cache=8 * 64 * 4 - 1), 3 * tensor + parameters)
        self.assertEqual(self.bytes_of({"norm": "batch_norm"}, [8, 2, 8, 8], cache=1), 2 * tensor + 4 * 2 * 4)

    def test_innermost_channels_come_by_the_cache_line(self):
        graph = build_graph({"norm": "instance_norm", "channel_axis": 3}, [1, 8, 8, 64], "f32")
        self.assertEqual(graph.slab, 64 * 64)


class Graphs(unittest.TestCase):
    def test_every_case_builds(self):
        for case in cases.read_cases(CASES, "full"):
            for dynamic in (False, True):
                graph = build_graph(case.graph, list(case.shape), case.dtype, dynamic)
                self.assertIn("func.func @main", graph.fused_ir(), case.name)
                self.assertEqual(graph.unfused_ir().count("func.func"), len(graph.stages), case.name)

    def test_erf(self):
        values = np.linspace(-8, 8, 1 << 17)
        exact = np.array([math.erf(value) for value in values])
        self.assertLess(np.abs(erf(values) - exact).max(), 1e-12)

    def test_group_norm_is_that_of_its_groups(self):
        graph = build_graph({"norm": "group_norm", "channel_axis": 3, "groups": 2}, [1, 2, 1, 4], "f32")
        x = np.array([1.0, 3, 5, 5, 3, 1, 5, 5]).reshape(1, 2, 1, 4)
        y = reference.evaluate(graph, {"x": x, "w": np.ones(4), "b": np.zeros(4)})["y"]
        np.testing.assert_allclose(y.reshape(2, 4), [[-1, 1, 0, 0], [1, -1, 0, 0]], atol=1e-4)


class Compare(unittest.TestCase):
    def setUp(self):
        self.graph = build_graph({"norm": "rms_norm"}, [1, 2], "f32")

    def test_within_and_beyond(self):
        good = {"y": np.array([[1, 2]], np.float32)}
        for off, is_good in ((0, True), (1e-5, True), (1e-3, False), (math.nan, False)):
            verdict = reference.compare(self.graph, good, {"y": np.array([[1, 2 + off]])})
            self.assertEqual(verdict.good, is_good, off)


class CaseFiles(unittest.TestCase):
    def test_sizes_and_selection(self):
        data = {"op": "a", "graph": {"norm": "rms_norm"}, "dtypes": ["f32", "bf16"]}
        data["shapes"] = {"quick": [[1, 2]], "default": [[3, 4]], "full": [[3, 4], [5, 6]]}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.json"
            path.write_text(json.dumps(data))
            names = {size: [c.name for c in cases.read_cases(Path(folder), size)] for size in cases.SIZES}
            self.assertEqual(names["quick"], ["a [1, 2] f32"])
            self.assertEqual(names["default"], ["a [3, 4] f32", "a [3, 4] bf16"])
            self.assertEqual(len(names["full"]), 4)
            self.assertEqual(len(cases.read_cases(Path(folder), "full", "bf16$")), 2)
            path.write_text(json.dumps({**data, "shape": 1}))
            with self.assertRaisesRegex(ValueError, "a.json: expects keys .*; got shape"):
                cases.read_cases(Path(folder), "quick")


class Timing(unittest.TestCase):
    def test_calibration_and_interleaving(self):
        def participant(name, seconds):
            return timing.Participant(name, lambda start, iterations: seconds * iterations)

        fast, slow = participant("fast", 1e-6), participant("slow", 1.0)
        for one in (fast, slow):
            one.calibrate(2e-3)
        self.assertEqual((fast.iterations, slow.iterations), (2000, 1))
        protocol = timing.Protocol(samples=4, rest_seconds=0)
        timing.interleave([fast, slow], protocol, random.Random(1))
        self.assertEqual([len(fast.samples), len(slow.samples)], [4, 4])
        self.assertAlmostEqual(fast.samples[0], 1e-6)
        self.assertIs(timing.fastest([slow, fast], protocol), fast)


class Budgets(unittest.TestCase):
    def test_limits(self):
        self.assertEqual(timing.Budget().limit(3), 3)
        timing.Budget().check()
        self.assertLessEqual(timing.Budget.of(2).limit(3), 2)
        with self.assertRaises(timing.OutOfTime):
            timing.Budget.of(0).limit(3)

    def test_a_first_call_ends_with_the_run(self):
        with self.assertRaises(timing.OutOfTime):
            trial.try_in_child(lambda: time.sleep(20), timing.Budget.of(0.1))

    def test_sampling_is_planned_to_be_over_before_the_end(self):
        self.assertEqual(cli._sampling_seconds(timing.Budget(), 5), cli.ROW_SECONDS)
        seconds = cli._sampling_seconds(timing.Budget.of(cli.RESERVE_SECONDS + 20), 5)
        self.assertTrue(1.9 < seconds <= 2, seconds)
        self.assertEqual(cli._sampling_seconds(timing.Budget.of(1), 5), 0)
        self.assertLess(cli.QUICK_SECONDS, 120)


class Report(unittest.TestCase):
    def test_phases_without_the_rest(self):
        report = (
            "  Total Execution Time: 0.2362 seconds\n"
            "  ----User Time----  ----Wall Time----  ----Name----\n"
            "    0.0178 (  7.4%)    0.0100 (  7.5%)  Parser\n"
            "    0.0304 ( 12.7%)    0.0200 ( 11.5%)  Passes\n"
            "    0.0125 (  5.2%)    0.0125 (  5.3%)    CreatePreparePass\n"
            "    0.1248 ( 52.1%)    0.1248 ( 52.8%)  Rest\n"
            "    0.2393 (100.0%)    0.2362 (100.0%)  Total\n"
        )
        self.assertAlmostEqual(compiler._phases_ms(report), 30)


if __name__ == "__main__":
    unittest.main()
