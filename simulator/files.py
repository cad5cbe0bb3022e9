"""Files people and the bot sent: kept in memory, found by id or by path."""

import itertools
import mimetypes
import struct
from dataclasses import dataclass, field

from simulator.errors import bad_request
from simulator.wire import Json

UPLOAD_LIMIT = 50 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in a multipart call."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class File:
    """A stored file; `path` is where getFile says it can be downloaded."""

    id: str
    unique_id: str
    name: str
    path: str
    data: bytes = field(repr=False)

    @property
    def mime(self) -> str:
        """The media type guessed from the name."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def body(self) -> Json:
        """What every kind of file shows of itself."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
        }


class Files:
    """All stored files."""

    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}
        self._numbers = itertools.count(1)

    def keep(self, source: Upload | str, folder: str) -> File:
        """Store an upload, or find the file a file_id names."""
        if isinstance(source, str):
            return self.by_id(source)
        if not source.data:
            raise bad_request("file must be non-empty")
        if len(source.data) > UPLOAD_LIMIT:
            raise bad_request("file is too big")
        number = next(self._numbers)
        extension = source.name.rpartition(".")[2] if "." in source.name else "bin"
        path = f"{folder}/file_{number}.{extension}"
        file = File(f"FILE-{number:06}", f"U{number:06}", source.name, path, source.data)
        self._by_id[file.id] = self._by_path[path] = file
        return file

    def keep_photo(self, source: Upload | str) -> Json:
        """Store a picture; its one PhotoSize."""
        if isinstance(source, Upload):
            if len(source.data) > PHOTO_LIMIT:
                raise bad_request("file is too big")
            source = Upload(f"photo.{image_size(source.data)[0]}", source.data)
        file = self.keep(source, "photos")
        _, width, height = image_size(file.data)
        return {**file.body(), "width": width, "height": height}

    def by_id(self, file_id: str) -> File:
        """The file of an id; a URL is refused, because nothing is fetched from outside."""
        if file_id in self._by_id:
            return self._by_id[file_id]
        if file_id.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        raise bad_request("wrong file identifier/HTTP URL specified")

    def at(self, path: str) -> File | None:
        """The file at a download path."""
        return self._by_path.get(path)


def image_size(data: bytes) -> tuple[str, int, int]:
    """Type, width and height of a PNG, GIF or JPEG; ApiError when Telegram takes no such image."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return "png", width, height
    if data.startswith((b"GIF87a", b"GIF89a")):
        width, height = struct.unpack("<HH", data[6:10])
        return "gif", width, height
    if data.startswith(b"\xff\xd8"):
        return "jpg", *_jpeg_size(data)
    raise bad_request("IMAGE_PROCESS_FAILED")


def _jpeg_size(data: bytes) -> tuple[int, int]:
    position = 2
    while position + 9 <= len(data) and data[position] == 0xFF:
        marker, length = data[position + 1], int.from_bytes(data[position + 2 : position + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        position += 2 + length
    raise bad_request("IMAGE_PROCESS_FAILED")
