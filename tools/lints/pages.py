"""Lints over the pages: links lead somewhere, and the site has them all."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from .tree import Finding, Tree

SITE = "mkdocs.yml"
# `[text](target#anchor)`, and `[text]: target` at the end of a page.
LINK = re.compile(r"\]\(([^)\s]+)\)|^\[[^\]]+\]:\s+(\S+)$")


def pages(tree: Tree) -> list[str]:
    """The README and the pages in docs/."""
    return [name for name in tree.files(".md") if name == "README.md" or posixpath.dirname(name) == "docs"]


def _prose(tree: Tree, name: str) -> list[tuple[int, str]]:
    """The numbered lines of a page outside of blocks of code, without code between backticks."""
    lines, inside = [], False
    for number, line in tree.lines(name):
        if line.startswith("```"):
            inside = not inside
        elif not inside:
            lines.append((number, line))
    return lines


@lru_cache(maxsize=None)
def _anchors(tree: Tree, name: str) -> frozenset[str]:
    """The anchors of a page's headings."""
    counts: dict[str, int] = {}
    anchors = set()
    for _, line in _prose(tree, name):
        if heading := re.match(r"#+ +(.*)", line):
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading.group(1))
            slug = re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")
            anchors.add(f"{slug}-{counts[slug]}" if slug in counts else slug)
            counts[slug] = counts.get(slug, 0) + 1
    return frozenset(anchors)


def page_links(tree: Tree) -> list[Finding]:
    """Every link of a page to a file, a folder or a heading leads to one."""
    findings = []
    for name in pages(tree):
        for number, line in _prose(tree, name):
            for match in LINK.finditer(re.sub(r"`[^`]*`", "", line)):
                link = match.group(1) or match.group(2)
                if re.match(r"[a-z]+:", link):
                    continue
                target, _, anchor = link.partition("#")
                path = posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) if target else name
                if not (tree.root / path).exists():
                    findings.append(Finding(name, number, f"leads to {path}, which is not there"))
                elif anchor and path.endswith(".md") and anchor not in _anchors(tree, path):
                    findings.append(Finding(name, number, f"{path} has no heading with the anchor #{anchor}"))
    return findings


def site_nav(tree: Tree) -> list[Finding]:
    """The nav of the site names every page in docs/ once, and none that is not there."""
    if not tree.files(SITE):
        return []
    findings, named = [], {"index.md"}
    for number, line in tree.lines(SITE):
        match = re.match(r"\s+- .*?: (\S+\.md)$", line)
        if not match or match.group(1) == "index.md":
            continue
        if match.group(1) in named:
            findings.append(Finding(SITE, number, f"names {match.group(1)} twice"))
        elif not tree.files(f"docs/{match.group(1)}"):
            findings.append(Finding(SITE, number, f"names docs/{match.group(1)}, which is not there"))
        named.add(match.group(1))
    for name in pages(tree):
        if name.startswith("docs/") and posixpath.basename(name) not in named:
            findings.append(Finding(name, 1, f"is not in the nav of {SITE}"))
    return findings
