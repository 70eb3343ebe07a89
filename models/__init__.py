"""Fusion methods: one file each, with the complete description of its method. Does not import qgis or PyQt.

Importing a method's file is fast: kernels and networks are loaded when they first run.
"""

from __future__ import annotations

from importlib import import_module

from ..core.fusion.method import Method, registered
from ..core.parcels.delineator import Delineator

# In the order shown to users.
_FILES = (
    "classical.starfm",
    "classical.estarfm",
    "classical.fsdaf",
    "classical.fit_fc",
    "classical.spstfm",
    "classical.auto",
    "cnn.stfdcnn",
    "cnn.dcstfn",
    "cnn.stfnet",
    "cnn.edcstfn",
    "cnn.cafe",
    "cnn.stf3dcnn",
    "cnn.sttfn",
    "cnn.mcdnet",
    "cnn.most",
    "cnn.mustfn",
    "cnn.densestf",
    "cnn.stfegfa",
    "cnn.hcnnet",
    "cnn.macnn",
    "cnn.ecpwstfn",
    "cnn.mlknet",
    "cnn.rcanfsdaf",
    "cnn.ctstfm",
    "transformer.swinstfm",
    "transformer.msfusion",
    "transformer.stmstfnet",
    "transformer.stinet",
    "gan.ganstfm",
    "gan.mlffgan",
    "gan.opgan",
    "gan.ssstfm",
    "gan.hpltsgan",
    "gan.dcdganstf",
    "other.stfmlp",
    "other.stfdiff",
    "other.diffstf",
    "other.diffstsf",
    "other.sdcs",
)


def methods() -> dict[str, Method]:
    """Returns all fusion methods by id, in the order shown to users, whichever was imported first."""
    order = [import_module(f".{file}", __name__).__name__ for file in _FILES]
    found = registered()
    return {name: found[name] for name in sorted(found, key=lambda one: order.index(type(found[one]).__module__))}


def methods_of_pairs() -> dict[str, Method]:
    """Returns the methods that need only pairs and the coarse image of the target date, by id."""
    return {name: method for name, method in methods().items() if not method.info.takes_pan}


def delineators() -> dict[str, Delineator]:
    """Returns the networks that delineate fields, by id."""
    from .other.dstfnet import DstfNet

    return {DstfNet.info.id: DstfNet()}
