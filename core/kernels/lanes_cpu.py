"""Comparing many numbers at once: what numba has no words for, in those of LLVM, which knows each processor's way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..dependencies import require

intrinsic: Callable[[Callable[..., Any]], Callable[..., Any]] = require(
    "numba.extending", "The CPU kernel of this method"
).intrinsic

# Numbers compared at once.
LANES = 32


@intrinsic
def marks_below(_: Any, values: Any, at: Any, bounds: Any, start: Any) -> Any:
    """Whether ``values.flat[at + n] < bounds.flat[start + n]``, as bit n of a number, for n below `LANES`.

    Both are contiguous arrays of uint16 and hold that many values from there on, which is not checked.
    """
    from llvmlite import ir
    from numba.core import types

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        lanes = ir.VectorType(ir.IntType(16), LANES)
        loaded = []
        for array, place in ((0, 1), (2, 3)):
            data = context.make_array(signature.args[array])(context, builder, arguments[array]).data
            first = builder.bitcast(builder.gep(data, [arguments[place]]), lanes.as_pointer())
            loaded.append(builder.load(first, align=2))
        marks = builder.bitcast(builder.icmp_unsigned("<", *loaded), ir.IntType(LANES))
        return builder.zext(marks, ir.IntType(64))

    return types.int64(values, types.intp, bounds, types.intp), generate


@intrinsic
def lowest_mark(_: Any, marks: Any) -> Any:
    """Number of the lowest bit that is set; 64 if none is."""
    from llvmlite import ir
    from numba.core import types

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 0))

    return types.int64(types.int64), generate


@intrinsic
def count_marks(_: Any, marks: Any) -> Any:
    """How many bits of a number are set."""
    from numba.core import types

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.int64(types.int64), generate
