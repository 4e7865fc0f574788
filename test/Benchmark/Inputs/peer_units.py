"""Unit tests of what is around peers: which cases they do, their processes, ratios to the best of them."""

import contextlib
import io
import os
import random
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import fake_peer  # noqa: F401 # registers itself
from norm_mlir.bench import cases, cli, document, machine, measure, report, timing
from norm_mlir.bench.cli import CASES, parse_arguments, _wanted_peers
from norm_mlir.bench.peers import NAMES, client, iree, onednn, peer_class, titles
from norm_mlir.bench.peers.base import Problem
from norm_mlir.bench.progress import Progress

RMS = Problem({"norm": "rms_norm"}, (4, 16), "f32")


class Classes(unittest.TestCase):
    def test_modules_need_no_library(self):
        self.assertEqual(len(set(titles().values())), len(NAMES))
        for name in NAMES:
            self.assertTrue(peer_class(name).packages, name)

    def test_what_peers_have_no_way_for(self):
        reasons = {}
        for case in cases.read_cases(CASES, "full"):
            problem = Problem(case.graph, case.shape, case.dtype)
            for name in NAMES:
                reason = peer_class(name).reason(problem)
                if reason:
                    reasons.setdefault(name, set()).add(f"{case.op}: {reason}")
        self.assertEqual(reasons, {"onednn": {"layer_norm+int8: no int8 after", "normalize: no normalize"}})
        self.assertEqual(peer_class("jax").reason(Problem({"norm": "rms_norm"}, (2, 2), "f16")), "no f16")

    def test_problem(self):
        image = Problem({"norm": "instance_norm", "channel_axis": 3}, (1, 4, 4, 8), "bf16")
        self.assertEqual((image.channels_last, image.groups, image.result), (True, 8, "y"))
        rows = Problem({"norm": "layer_norm", "before": "add", "after": "gelu"}, (3, 8), "f32")
        self.assertEqual((rows.channels_last, rows.adds, rows.result), (False, True, "z"))

    def test_onednn_is_told_channels_first(self):
        spec = onednn.specify(Problem({"norm": "batch_norm", "channel_axis": 3}, (2, 5, 6, 8), "f32"), 0)
        self.assertEqual((list(spec.dims), spec.last, spec.norm), ([2, 8, 5, 6], 1, 2))

    def test_iree_writes_to_arguments(self):
        text = "func.func public @main(%arg0: tensor<2xf32>) -> (tensor<2xf32> {}) {"
        changed = iree.write_results_to_arguments(text, ["tensor<2xf32>"])
        self.assertIn("(%arg0: tensor<2xf32>, %out0: tensor<2xf32> {iree.abi.output = 0 : index}) ->", changed)

    def test_quick_runs_take_peers_that_prepare_in_milliseconds(self):
        self.assertEqual(_wanted_peers(parse_arguments(["--quick"])), ["eager", "onednn", "onnxruntime", "openvino"])
        self.assertEqual(_wanted_peers(parse_arguments([])), list(NAMES))
        self.assertEqual(_wanted_peers(parse_arguments(["--quick", "--peers", "iree"])), ["iree"])
        self.assertEqual(_wanted_peers(parse_arguments(["--peers", "none"])), [])


class Finding(unittest.TestCase):
    def test_missing_peers_are_named(self):
        with mock.patch.object(client, "interpreters", lambda given: []):
            found, missing = client.find_peers(["onednn", "eager"])
        self.assertEqual(found, [])
        self.assertEqual(missing[0], "missing: PyTorch eager (torch; tools/packages.sh peers, or pip install './python[bench]')")
        self.assertTrue(missing[1].startswith("missing: oneDNN (onednn-devel-cpu-gomp; "), missing[1])

    def test_an_interpreter_tells_what_it_has(self):
        with mock.patch.object(client, "interpreters", lambda given: [sys.executable]):
            found, missing = client.find_peers(NAMES)
        self.assertEqual(len(found) + len(missing), len(NAMES))


class Processes(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        python = Path(folder.name) / "python"
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{fake_peer.__file__}" "$@"\n')
        python.chmod(0o755)
        self.pool = client.Pool([client.Installed("fake", "1", str(python))])
        self.addCleanup(self.pool.stop)

    def test_prepares_and_runs(self):
        (process,) = self.pool.processes(1)
        self.assertGreaterEqual(process.prepare(RMS, 2, 1), 0)
        self.assertEqual(process.results(RMS.graph())["y"].shape, (4, 16))
        self.assertGreater(process.run(1, 3, 2), 0)
        process.drop()

    def test_refuses(self):
        (process,) = self.pool.processes(1)
        with self.assertRaisesRegex(client.Refused, "no layer_norm"):
            process.prepare(Problem({"norm": "layer_norm"}, (4, 16), "f32"), 1, 1)

    def test_crash_is_a_finding_and_the_process_starts_again(self):
        (process,) = self.pool.processes(3)
        for _ in range(2):
            with self.assertRaisesRegex(timing.Lost, "crashes with signal 11"):
                process.prepare(RMS, 1, 1)

    def test_hang_is_a_finding(self):
        (process,) = self.pool.processes(1)
        with mock.patch.object(client, "PREPARE_SECONDS", 0.0):
            with self.assertRaisesRegex(timing.Lost, "takes longer than 0 seconds"):
                process.prepare(RMS, 1, 1)

    def test_the_end_of_the_run_is_no_finding(self):
        pool = client.Pool(self.pool.peers, budget=timing.Budget.of(0.05))
        self.addCleanup(pool.stop)
        (process,) = pool.processes(1)
        with self.assertRaises(timing.OutOfTime):
            process.prepare(RMS, 1, 1)
        self.assertIsNone(process._process)
        with self.assertRaises(timing.OutOfTime):
            process.prepare(RMS, 1, 1)

    def test_rows_are_missing_where_the_run_ends(self):
        protocol = timing.Protocol(samples=2, rest_seconds=0)
        setup = measure.Setup(None, None, (), protocol, 1 << 20, self.pool, budget=timing.Budget.of(0))
        notes, case = [], cases.Case("rms_norm", {"norm": "rms_norm"}, (4, 16), "f32", ("warm",))
        with contextlib.redirect_stderr(io.StringIO()) as progress:
            rows = cli.measure_all(setup, [case], [1], ["warm"], Progress(1, is_bar=False), notes)
        self.assertEqual((rows, notes), ([], ["no time left: rows are missing from rms_norm [4, 16] f32 on"]))
        self.assertEqual(progress.getvalue().splitlines()[-1], "0/1 0 s: no time left")

    def row_of(self, threads):
        setup = measure.Setup(None, None, (), timing.Protocol(samples=2, rest_seconds=0), 1 << 20, self.pool)
        case = cases.Case("rms_norm", {"norm": "rms_norm"}, (4, 16), "f32", ("warm",))
        run = measure.CaseRun(setup, case)
        row = measure.Row(case, threads, "warm", run.minimal)
        participants = run._add_peers(row, run._sets("warm"))
        return row, participants

    def test_wrong_results_are_not_timed(self):
        row, participants = self.row_of(1)
        self.assertEqual(([one.name for one in participants], row.problems), (["fake"], {}))
        self.assertLess(row.errors["fake"], 1)
        row, participants = self.row_of(2)
        self.assertEqual(participants, [])
        self.assertRegex(row.problems["fake"], "wrong: y is off by .* tolerances")

    def test_a_more_precise_way_is_taken_where_the_first_one_is_wrong(self):
        row, participants = self.row_of(5)
        self.assertEqual(([one.name for one in participants], row.problems), (["fake"], {}))

    def test_crash_while_timed_ends_the_peers_part(self):
        _, (participant,) = self.row_of(4)
        timing.interleave([participant], timing.Protocol(samples=2, rest_seconds=0), random.Random(1))
        self.assertEqual(participant.samples, [])
        self.assertEqual(participant.problem, "crashes with signal 6: going down")


def make_row(case, **fastest):
    row = measure.Row(case, 1, "cold", 1 << 20)
    row.times = {name: measure.Times(2 * value, value, 3 * value, value) for name, value in fastest.items()}
    return row


class Ratios(unittest.TestCase):
    def setUp(self):
        case = cases.Case("rms_norm", {"norm": "rms_norm"}, (256, 512), "f32")
        self.rows = [
            make_row(case, kernels=2.0, copy=1.0, eager=6.0, jax=3.0),
            make_row(case, kernels=2.0, copy=1.0, eager=1.0),
            make_row(case, kernels=2.0, copy=1.0),
        ]
        self.rows[1].problems["jax"] = "wrong: y is off by 3 tolerances"
        self.rows[1].unsupported["onednn"] = "no rms_norm"

    def test_best_peer(self):
        best = [report.best_peer(row, "kernels") for row in self.rows]
        self.assertEqual(best, [("jax", 1.5), ("eager", 0.5), None])
        figures = report.row_figures(self.rows[0], ["kernels"])
        self.assertEqual(figures["peer_ratios"]["eager"], {"fastest": 3.0, "median": 3.0})
        self.assertEqual(figures["best_peer"]["median"], {"name": "jax", "ratio": 1.5})

    def test_table_and_summary(self):
        table = report.write_table(self.rows, ["kernels"], False)
        self.assertIn("| eager | onednn |   jax | best peer | vs best |", table)
        self.assertIn("|  0.50 |      - | WRONG |     eager |    0.50 |", table)
        summary = report.write_summary(self.rows, ["kernels"], [])
        self.assertIn("| kernels | all from 256 KiB | 2 | 0.87 | 0.87 | 0.50 | 1 |", summary)
        self.assertIn("| jax | 1 | 1.50 | 1.50 | 0 | 1 | 1 |", summary)

    def test_the_package_is_a_route(self):
        self.rows[0].times["package"] = measure.Times(5.0, 4.0, 6.0, 2.5)
        self.rows[1].problems["package"] = "wrong: y is off by 2 tolerances"
        self.assertEqual(report.best_peer(self.rows[0], "package"), ("jax", 1.2))
        figures = [report.row_figures(row, ["kernels", "package"])["package"] for row in self.rows]
        self.assertEqual(figures[0]["ratio"], {"fastest": 1.25, "median": 1.25})
        self.assertEqual(figures[0]["best_peer"]["fastest"], {"name": "jax", "ratio": 1.2})
        self.assertEqual(figures[1:], [None, None])
        self.assertIsNone(report.row_figures(self.rows[0], ["package"])["package"])
        table = report.write_table(self.rows, ["kernels", "package"], False)
        self.assertIn("| kernels us | package us |", table)
        self.assertIn("| best peer | vs best | package vs best |", table)
        self.assertIn("|      WRONG |", table)
        summary = report.write_summary(self.rows, ["kernels", "package"], [])
        self.assertIn("| package | all from 256 KiB | 1 | 1.20 | 1.20 | 1.20 | 0 |", summary)
        page = "\n".join(document.compare_package([report.row_figures(row, ["kernels"]) for row in self.rows]))
        self.assertIn("| rms_norm | 1.20 | 1.20 | 0 of 1 | 1.25 |", page)

    def test_page(self):
        about = {"peers": {"eager": "1.0", "jax": "2.0"}, "missing": ["missing: IREE (x)"]}
        about.update({"processor": "P", "processors": 2, "llvm": "22", "command": []})
        run = {"about": about, "rows": [report.row_figures(row, ["kernels"]) for row in self.rows]}
        page = "\n".join(document.document(run, run, "2000-01-31"))
        self.assertIn("| rms_norm | 3 | 0.87 | 0.87 | 1 of 2 | JAX (1) | 0.50 | PyTorch eager |", page)
        self.assertIn("| JAX | 2.0 | 1 | 1.50 | 1.50 | 0 | 1 | 1 | 0 | - |", page)
        self.assertIn("Missing: IREE (x).", page)
        self.assertIn("- JAX: rms_norm [256, 512] f32: wrong: y is off by 3 tolerances", page)
        table = "\n".join(document.readme(run))
        self.assertIn("| rms_norm | 0.87 | 0.50 (PyTorch eager) | 1 of 2 |", table)


class Machine(unittest.TestCase):
    def test_what_starts_may_use_all_processors(self):
        before = os.sched_getaffinity(0)
        self.addCleanup(os.sched_setaffinity, 0, before)
        os.sched_setaffinity(0, {min(before)})
        with machine.all_processors():
            self.assertEqual(sorted(os.sched_getaffinity(0)), machine.processor_numbers())
        self.assertEqual(os.sched_getaffinity(0), {min(before)})


if __name__ == "__main__":
    unittest.main()
