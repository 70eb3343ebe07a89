"""Adapters: QgsProcessingFeedback as `core.run.Run`, and errors of the core as Processing exceptions."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback
from qgis.PyQt.QtCore import QThread

from ..core.errors import Cancelled, FusionError
from ..core.run import WARNING, Run
from .single_values import texts_in
from .words import tr


def run_with(feedback: QgsProcessingFeedback) -> Run:
    """Returns a run that reports to a feedback; both may be used from any thread."""

    def log(text: str, level: str) -> None:
        (feedback.pushWarning if level == WARNING else feedback.pushInfo)(text)

    return Run(
        progress=lambda share: feedback.setProgress(100 * share),
        cancelled=feedback.isCanceled,
        log=log,
        stage=feedback.setProgressText,
    )


@contextmanager
def explained(
    title: str, feedback: QgsProcessingFeedback, values: dict[str, Any], context: QgsProcessingContext
) -> Iterator[None]:
    """Converts errors of a run with these values into a message of one sentence for the user.

    A cancelled run raises no error, because Processing knows that it was cancelled. The traceback of an unexpected
    error is written to the log, and the message says that it was unexpected.

    QGIS never frees an exception, and with it the frames of its traceback and all that they refer to: open datasets,
    arrays, layers. So the exception raised here keeps no references. The caller clears its own frame.
    """
    try:
        yield
    except Cancelled as cancelled:
        feedback.pushInfo(str(cancelled))
        let_go(cancelled)
    except Exception as error:
        text = explanation(title, error)
        if not isinstance(error, (QgsProcessingException, FusionError, MemoryError)):
            feedback.pushDebugInfo(traceback.format_exc())
        let_go(error)
        close_inputs(values, context)
        raise QgsProcessingException(text) from None
    finally:
        del values, context


def explanation(title: str, error: Exception) -> str:
    """Returns one sentence for the user on any error; an unexpected one is reported as an internal error."""
    if isinstance(error, (QgsProcessingException, FusionError)):
        return str(error)  # already a message for the user
    if isinstance(error, MemoryError):
        text = tr("{} ran out of memory; set a smaller block size, such as 128, or close other programs.")
        return text.format(title)
    cause = " ".join(f"{type(error).__name__}: {error}".split())
    return tr("{} stopped with an internal error ({}); please report it together with the log.").format(title, cause)


def let_go(error: BaseException | None) -> None:
    """Clears the frames, if finished, in the tracebacks of an error and of its causes."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        traceback.clear_frames(error.__traceback__)
        error.__traceback__ = None
        behind, error.__cause__, error.__context__ = error.__cause__ or error.__context__, None, None
        error = behind


def close_inputs(values: dict[str, Any], context: QgsProcessingContext) -> None:
    """Closes the layers that QGIS has opened for paths in the values of a failed run.

    They belong to the context, which is referred to by frames of the exception that QGIS never frees. The user's own
    layers are not closed.
    """
    store = context.temporaryLayerStore()
    if store.thread() != QThread.currentThread():
        return  # the context of a task, which no such frame refers to
    given = set(texts_in(list(values.values())))
    for name, layer in store.mapLayers().items():
        if layer.source() in given:
            store.removeMapLayer(name)
