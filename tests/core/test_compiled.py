"""The folder of compiled kernels."""

from __future__ import annotations

from stfusion.core.kernels import compiled


def test_a_changed_file_makes_another_edition(tmp_path) -> None:
    """numba itself asks only about the file of a kernel, and not about those that it takes functions from."""
    (tmp_path / "kernel.py").write_text("from .part import part")
    (tmp_path / "part.py").write_text("one")
    first = compiled.edition(tmp_path)
    compiled.edition.cache_clear()
    (tmp_path / "part.py").write_text("two")
    assert compiled.edition(tmp_path) != first
    compiled.edition.cache_clear()


def test_older_editions_are_removed_and_nothing_else(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("STFUSION_CACHE", str(tmp_path))
    current = compiled.cache_folder()
    older, other = tmp_path / "edition-0123456789ab", tmp_path / "mine"
    for folder in (current, older, other):
        folder.mkdir()
        (folder / "kernel.nbc").touch()
    compiled._remove_older_editions.cache_clear()
    compiled.compiled(lambda number: number)
    assert not older.exists() and (current / "kernel.nbc").exists() and (other / "kernel.nbc").exists()
    assert not compiled.first_time()
