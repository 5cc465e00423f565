"""The bytes of a tar archive, decompressed bit by bit and never more than a limit."""

from __future__ import annotations

import bz2
import zlib
from typing import TYPE_CHECKING, BinaryIO, Protocol

from gradkata.intake.files import KIB, MIB, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

UNPACKED_LIMIT = 64 * MIB
MAX_JOINED = 256
CHUNK = 64 * KIB


class Stream:
    def __init__(self, file: BinaryIO) -> None:
        self._chunks = _unpacked(file)
        self._buffer = bytearray()
        self._total = 0

    def read(self, size: int) -> bytes:
        """That many bytes, or fewer at the end."""
        while len(self._buffer) < size and self._more():
            pass
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data

    def exactly(self, size: int) -> bytes:
        data = self.read(size)
        if len(data) < size:
            raise ends_early()
        return data

    def skip(self, size: int) -> None:
        while size > 0:
            size -= len(self.exactly(min(size, CHUNK)))

    def drain(self) -> None:
        """To the end, where a compressed stream tells whether it is whole."""
        while self.read(CHUNK):
            pass

    def _more(self) -> bool:
        chunk = next(self._chunks, b"")
        self._total += len(chunk)
        if self._total > UNPACKED_LIMIT:
            raise Refused(f"unpacks to more than {UNPACKED_LIMIT // MIB} MiB")
        self._buffer += chunk
        return bool(chunk)


def ends_early() -> Refused:
    return Refused("is damaged: it ends too early")


class _Decoder(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gunzip:
    """zlib's decompressor with the interface of the one in bz2."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)


_DECODERS: dict[bytes, Callable[[], _Decoder]] = {
    b"\x1f\x8b": _Gunzip,
    b"BZh": bz2.BZ2Decompressor,
}


def _unpacked(file: BinaryIO) -> Iterator[bytes]:
    head = file.read(CHUNK)
    # Goes by the first bytes and not by the name: browsers unpack and keep the name.
    for magic, decoder in _DECODERS.items():
        if head.startswith(magic):
            yield from _joined(head, file, magic, decoder)
            return
    while head:
        yield head
        head = file.read(CHUNK)


def _joined(
    head: bytes, file: BinaryIO, magic: bytes, decoder: Callable[[], _Decoder]
) -> Iterator[bytes]:
    """Parallel compressors write many streams, one after the other."""
    for _ in range(MAX_JOINED):
        current = decoder()
        yield from _decoded(head, file, current)
        head = current.unused_data or file.read(CHUNK)
        if not head.startswith(magic):
            return
    raise Refused(f"is made of more than {MAX_JOINED} compressed streams")


def _decoded(head: bytes, file: BinaryIO, decoder: _Decoder) -> Iterator[bytes]:
    data = head
    while not decoder.eof:
        chunk = decoder.decompress(data, CHUNK)
        if chunk:
            yield chunk
        elif not data and decoder.needs_input and not decoder.eof:
            raise ends_early()
        data = file.read(CHUNK) if decoder.needs_input and not decoder.eof else b""
