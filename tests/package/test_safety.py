"""What is refused before it is opened. Each protection is switched off once, to show that it is what holds."""

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from perspektiv.errors import Refused
from perspektiv.package import check, safety

Write = Callable[..., Path]


def archive(folder: Path, more: dict[str, bytes] | None = None, suffix: str = ".zip") -> Path:
    target = folder.with_suffix(suffix)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in folder.iterdir():
            packed.write(file, file.name)
        for name, content in (more or {}).items():
            packed.writestr(name, content)
    return target


def sparse(file: Path, size: int) -> None:
    with file.open("wb") as content:
        content.truncate(size)


def test_file_of_ten_gigabytes_is_refused_unread(write: Write) -> None:
    folder = write()
    sparse(folder / "persons.csv", 10_000_000_000)
    with pytest.raises(Refused, match="10,00 GB"):
        check(folder)


@pytest.mark.parametrize("suffix", [".zip", ".xlsx"])
def test_archive_of_ten_gigabytes_is_refused_unread(suffix: str, tmp_path: Path) -> None:
    sparse(tmp_path / f"x{suffix}", 10_000_000_000)
    with pytest.raises(Refused, match="GB"):
        check(tmp_path / f"x{suffix}")


def test_workbook_too_large_for_memory_is_refused(tmp_path: Path) -> None:
    sparse(tmp_path / "x.xlsx", 300_000_000)
    with pytest.raises(Refused, match="0,30 GB"):
        check(tmp_path / "x.xlsx")


@pytest.mark.parametrize("suffix", [".zip", ".xlsx"])
def test_archive_that_swells_is_refused(suffix: str, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = archive(good, {"zeros.txt": b"0" * 50_000_000}, suffix)
    with pytest.raises(Refused, match="anschwellen"):
        check(bomb)
    monkeypatch.setattr(safety, "MOST_RATIO", 10_000)
    if suffix == ".zip":
        assert not check(bomb).counts


def test_archive_beyond_the_total_is_refused(good: Path) -> None:
    with pytest.raises(Refused, match="anschwellen"):
        safety.check_archive(archive(good), most=100)


def test_entry_over_the_limit_is_refused(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = archive(good, {"note.txt": b"0" * 200_000})
    monkeypatch.setattr(safety, "MOST_FILE_BYTES", 100_000)
    with pytest.raises(Refused, match=r"note\.txt"):
        check(packed)


def test_archive_of_countless_entries_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as packed:
        for n in range(1_001):
            packed.writestr(f"{n}.txt", "")
    with pytest.raises(Refused, match="1001"):
        check(tmp_path / "x.zip")


@pytest.mark.parametrize("name", ["../out.csv", "/out.csv", "a/../../out.csv", "C:/out.csv", "..\\out.csv"])
def test_entry_that_climbs_out_is_refused(name: str, good: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="hinausführt"):
        check(archive(good, {name: b"x"}))
    assert not (tmp_path / "out.csv").exists()


def test_link_in_an_archive_is_refused(good: Path) -> None:
    target = archive(good)
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(target, "a") as packed:
        packed.writestr(link, "/etc/passwd")
    with pytest.raises(Refused, match="hinausführt"):
        check(target)


@pytest.mark.parametrize("inner", ["inner.zip", "inner.XLSX"])
def test_archive_in_an_archive_is_refused(inner: str, good: Path) -> None:
    with pytest.raises(Refused, match="weiteres Archiv"):
        check(archive(good, {inner: b"x"}))


def test_locked_archive_is_refused(good: Path) -> None:
    target = archive(good)
    content = bytearray(target.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(signature, at + 4)
    target.write_bytes(content)
    with pytest.raises(Refused, match="Kennwort"):
        check(target)


@pytest.mark.parametrize("suffix", [".zip", ".xlsx"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no archive at all", b"PK\x05\x06" + b"\0" * 18])
def test_broken_archive_is_refused(suffix: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / f"x{suffix}").write_bytes(content)
    with pytest.raises(Refused):
        check(tmp_path / f"x{suffix}")


def test_archive_with_a_damaged_entry_is_refused(good: Path) -> None:
    target = archive(good)
    content = bytearray(target.read_bytes())
    content[60:200] = b"\xff" * 140
    target.write_bytes(content)
    with pytest.raises(Refused, match="beschädigt"):
        check(target)


def test_archive_that_names_one_file_twice_is_refused(good: Path) -> None:
    target = archive(good)
    with zipfile.ZipFile(target, "a") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr("persons.csv", "x")
    with pytest.raises(Refused, match=r"persons\.csv mehrmals"):
        check(target)


def test_file_that_is_a_folder_too_is_refused(good: Path) -> None:
    with pytest.raises(Refused, match="beschädigt"):
        check(archive(good, {"persons.csv/part.csv": b"x"}))


def test_link_that_leads_out_of_the_folder_is_no_table(write: Write, tmp_path: Path) -> None:
    folder = write()
    (folder / "persons.csv").rename(tmp_path / "outside.csv")
    (folder / "persons.csv").symlink_to(tmp_path / "outside.csv")
    faults = check(folder).faults
    assert [(f.kind, f.file) for f in faults] == [("missing table", "persons.csv")]
    assert "Verknüpfung" in faults[0].sentence.de


def test_path_that_no_system_can_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nicht lesen"):
        check(tmp_path / ("x" * 5000))


def test_file_that_may_not_be_read_is_refused(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("perspektiv.package.opening.stage_csv", forbidden)
    with pytest.raises(Refused, match=r"centres\.csv lässt sich nicht lesen .*Permission denied"):
        check(good)


def test_damage_that_shows_only_late_is_refused(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> None:
        raise duckdb.IOException("Out of buffer\nand more")

    monkeypatch.setattr("perspektiv.package.checking._broken", damaged)
    with pytest.raises(Refused, match=r"centres\.csv lässt sich nicht lesen \(Out of buffer\)"):
        check(good)


def test_link_within_the_folder_is_followed(write: Write) -> None:
    folder = write()
    (folder / "persons.csv").rename(folder / "persons.txt")
    (folder / "persons.csv").symlink_to("persons.txt")
    assert not check(folder).counts
