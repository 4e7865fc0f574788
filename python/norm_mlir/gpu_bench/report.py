"""What was found, as JSON and as a Markdown table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional

from ..bench.figures import geomean, gigabytes_per_second

PEERS = ("torch", "torch.compile", "triton")


@dataclass
class Findings:
    """All events of a run, by case and pass."""

    about: Dict[str, Any] = field(default_factory=dict)
    cases: Dict[str, Dict[str, Any]] = field(default_factory=dict)
    notes: List[str] = field(default_factory=list)
    problems: List[str] = field(default_factory=list)
    running: Optional[str] = None

    def take(self, event: Dict[str, Any]) -> None:
        """Adds one event of a worker."""
        if "about" in event:
            self.about.update(event["about"])
        if "begin" in event:
            self.running = event["begin"]
        if "left_out" in event:
            left = event["left_out"]
            self.notes.append(f"no time is left to {event['pass']} {len(left)} cases: {left[0]} ...")
        if "case" in event:
            self.running = None
            found = {key: value for key, value in event.items() if key not in ("case", "pass")}
            self.cases.setdefault(event["case"], {})[event["pass"]] = found

    def problem(self, name: str) -> str:
        """What is wrong with a case; empty where nothing is known to be."""
        passes = self.cases.get(name, {})
        found = (passes.get(one, {}).get("problem", "") for one in ("check", "time"))
        return next(filter(None, found), "")


def _us(found: Dict[str, Any], name: str) -> Optional[float]:
    return found.get("us", {}).get(name, {}).get("median")


def _copy(found: Dict[str, Any]) -> Optional[float]:
    """The faster of both copies."""
    times = [time for time in (_us(found, "copy"), _us(found, "memcpy")) if time]
    return min(times) if times else None


def _ratio(above: Optional[float], below: Optional[float]) -> Optional[float]:
    return above / below if above and below else None


def figures(passes: Dict[str, Any]) -> Dict[str, Any]:
    """A case's figures: each ratio of times is of the pass that took both."""
    timed, beside = passes.get("time", {}), passes.get("peers", {})
    first = timed if "us" in timed else beside
    ours = _us(first, "ours")
    size = first.get("minimal_bytes", 0)
    row = {
        "us": ours,
        "launched_us": _us(first, "ours launched"),
        "host_us": first.get("us", {}).get("ours launched", {}).get("host"),
        "gb_per_s": gigabytes_per_second(size, ours * 1e-6) if ours else None,
        "of_copy": _ratio(_copy(first), ours),
        "copy_gb_per_s": gigabytes_per_second(size, (_copy(first) or 0) * 1e-6) if _copy(first) else None,
        "rotating": first.get("rotating", True),
        "torch_launched": _ratio(_us(timed, "torch launched"), _us(timed, "ours launched")),
    }
    row["torch"] = _ratio(_us(timed, "torch"), _us(timed, "ours"))
    for peer in PEERS[1:]:
        row[peer] = _ratio(_us(beside, peer), _us(beside, "ours"))
    return row


def _number(value: Optional[float]) -> str:
    if value is None:
        return "-"
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.{1 if abs(value) >= 100 else 2}f}"


def _verdict(findings: Findings, name: str) -> str:
    problem = findings.problem(name)
    if problem:
        return "WRONG" if problem.startswith("wrong") else "FAILED"
    checked = findings.cases.get(name, {}).get("check", {})
    return f"{checked['error_of_tolerance']:.2g}" if "error_of_tolerance" in checked else "-"


_HEADS = ("case", "error", "us", "launched us", "host us", "GB/s", "of copy", "copy GB/s")
_KEYS = ("us", "launched_us", "host_us", "gb_per_s", "of_copy", "copy_gb_per_s", *PEERS, "torch_launched")


def write_table(findings: Findings) -> str:
    """One line per case that was looked at, then a summary, problems and notes."""
    heads = [*_HEADS, *(f"{peer} / ours" for peer in PEERS), "torch / ours, launched"]
    lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    checked = 0
    for name, passes in findings.cases.items():
        row = figures(passes)
        if row["us"] is None and not findings.problem(name):
            checked += 1
            continue
        cached = "" if row["rotating"] else " (cached)"
        cells = [name + cached, _verdict(findings, name), *(_number(row[key]) for key in _KEYS)]
        lines.append(f"| {' | '.join(cells)} |")
    about = findings.about
    title = f"{about.get('device', 'no device')}, CUDA {about.get('cuda', '?')}"
    title += "".join(f", {name} {about[name]}" for name in ("torch", "triton") if name in about)
    text = [title + f", {about.get('date', '')}", "", *lines, "", *_summary(findings)]
    if checked:
        text.append(f"Right and not timed: {checked} cases.")
    text += [f"problem: {name}: {findings.problem(name)}" for name in findings.cases if findings.problem(name)]
    for name, passes in findings.cases.items():
        if "problem" in passes.get("peers", {}):
            text.append(f"problem: {name}: beside its peers: {passes['peers']['problem']}")
        for found in passes.values():
            text += [f"problem: {name}: {peer}: {what}" for peer, what in found.get("problems", {}).items()]
    text += [f"problem: {what}" for what in findings.problems]
    notes = [*findings.notes, *about.get("missing", [])]
    return "\n".join([*text, *(f"note: {note}" for note in notes)]) + "\n"


def _summary(findings: Findings) -> List[str]:
    """Geometric means of ratios, the least and its case."""
    rows = {name: figures(passes) for name, passes in findings.cases.items()}
    text = []
    for key in ("of_copy", *PEERS):
        found = {name: row[key] for name, row in rows.items() if row[key] and row["rotating"]}
        if found:
            least = min(found, key=lambda name: found[name])
            label = "share of the copy" if key == "of_copy" else f"{key} / ours"
            text.append(
                f"{label}: {len(found)} cases that rotate, geometric mean {geomean(list(found.values())):.2f}, "
                f"least {found[least]:.2f} ({least}), below 1: {sum(value < 1 for value in found.values())}"
            )
    return [*text, ""] if text else []


def as_json(findings: Findings) -> Dict[str, Any]:
    """Everything, with the table's figures beside the samples."""
    cases = {name: {**passes, "figures": figures(passes)} for name, passes in findings.cases.items()}
    return {"about": findings.about, "cases": cases, "notes": findings.notes,
            "problems": findings.problems}  # fmt: skip
