"""What mkdocs does beyond docs/: the README is the first page, and sources that pages link to are pages too.

A link to a file or folder of the repository that is no page and no image leads to `files/PATH.md`, which shows the
file, or lists the folder's files. Headings have the anchors that they have where Markdown is usually shown.
"""

from __future__ import annotations

import posixpath
import re
import subprocess
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
# `[text](target#anchor)`, and `[text]: target` at the end of a page.
LINK = re.compile(r"(?:(?<=\]\()|(?<=\]: ))([^)\s#]+)(#[^)\s]*)?(?=\)|$)", re.MULTILINE)
SHOWN_AS_THEY_ARE = (".md", ".png", ".svg")


def slug(text: str, separator: str) -> str:
    """The anchor of a heading: lower case, without punctuation, a separator for each space."""
    return re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", separator)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Gives headings their anchors."""
    config.mdx_configs.setdefault("toc", {})["slugify"] = slug
    return config


def target_of(link: str, folder: str) -> str | None:
    """The path in the repository that a link of a page in `folder` leads to; None where it leads elsewhere."""
    path = posixpath.normpath(posixpath.join(folder, link))
    return path if not re.match(r"[a-z]+:", link) and (ROOT / path).exists() else None


def page_of(path: str) -> str:
    """Where the site has a path of the repository, relative to its root."""
    if path == "README.md":
        return "index.md"
    if path.startswith("docs/") and path.endswith(SHOWN_AS_THEY_ARE):
        return path.removeprefix("docs/")
    return f"files/{path}.md"


def rewrite(markdown: str, folder: str) -> str:
    """A page in `folder` of the repository, which is at the site's root, with links that lead to the site's pages."""

    def replace(match: re.Match[str]) -> str:
        path = target_of(match.group(1), folder)
        return match.group(0) if path is None else page_of(path) + (match.group(2) or "")

    def change(text: str) -> str:
        # A list may follow a paragraph's last line; here it needs a line between.
        return LINK.sub(replace, re.sub(r"(?m)^(?!- |  )(.*\S)\n(?=- )", r"\1\n\n", text))

    # Not in blocks of code.
    parts = re.split(r"(^```.*?^```$)", markdown, flags=re.MULTILINE | re.DOTALL)
    return "".join(part if part.startswith("```") else change(part) for part in parts)


def tracked(path: str) -> list[str]:
    """The files of a folder that belong to the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", path]
    return sorted(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())


def show(path: str) -> str:
    """A page of a file, or of a folder's files."""
    if (ROOT / path).is_dir():
        listed = (
            f"- [{name}]({posixpath.relpath(page_of(name), posixpath.dirname(page_of(path)))})"
            for name in tracked(path)
        )
        return f"# {path}\n\n" + "\n".join(listed) + "\n"
    text = (ROOT / path).read_text(encoding="utf-8").rstrip("\n")
    return f"# {path}\n\n````\n{text}\n````\n"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the README, and the sources that it and the pages link to; other files of docs/ are not the site's."""
    texts = [(ROOT / "README.md", "")] + [(path, "docs") for path in sorted((ROOT / "docs").glob("*.md"))]
    linked = set()
    for page, folder in texts:
        for match in LINK.finditer(page.read_text(encoding="utf-8")):
            path = target_of(match.group(1), folder)
            if path is not None and page_of(path).startswith("files/"):
                linked |= {path, *(tracked(path) if (ROOT / path).is_dir() else ())}
    for file in list(files):
        if file.src_uri.startswith("examples/"):
            files.remove(file)
    readme = rewrite((ROOT / "README.md").read_text(encoding="utf-8"), "")
    files.append(File.generated(config, "index.md", content=readme))
    for path in sorted(linked):
        files.append(File.generated(config, page_of(path), content=show(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leads links of the pages in docs/ to the site's pages; generated ones have such links already."""
    return markdown if page.file.generated_by else rewrite(markdown, "docs")
