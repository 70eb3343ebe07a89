"""Vector comparison and bit operations that numba does not offer, written as LLVM instructions for any processor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...runtime.dependencies import require

_WHO = "The CPU kernel of this method"
intrinsic: Callable[[Callable[..., Any]], Callable[..., Any]] = require("numba.extending", _WHO).intrinsic

# Pixels compared per vector instruction, and bands of each.
NEAR_LANES, NEAR_BANDS = 32, 4


@intrinsic
def marks_near(_: Any, values: Any, at: Any, stride: Any, centres: Any, start: Any, squared: Any, bound: Any) -> Any:
    """Returns a bit mask: bit n is set if a sum of differences of pixel n from a centre is below `bound`.

    For pixel n, two bands are ``values.flat[at + 2 * n]`` and the next element, and two more are `stride` elements
    later. They are compared with four elements of ``centres.flat`` from `start` on: the sum is that of squared
    differences or, if `squared` is None, of absolute differences times the four factors ``centres.shape[2]`` elements
    later. Both arrays must be contiguous int16, which is not checked, and differences must not exceed the range of
    int16.
    """
    from llvmlite import ir

    types: Any = require("numba.core.types", _WHO)
    both, wide = ir.VectorType(ir.IntType(16), 2 * NEAR_LANES), ir.VectorType(ir.IntType(32), 2 * NEAR_LANES)

    def picked(builder: Any, vector: Any, places: Any) -> Any:
        return builder.shuffle_vector(vector, vector, ir.Constant(ir.VectorType(ir.IntType(32), NEAR_LANES), [*places]))

    def all_alike(builder: Any, number: Any) -> Any:
        vector = ir.Constant(ir.VectorType(number.type, NEAR_LANES), ir.Undefined)
        one = builder.insert_element(vector, number, ir.Constant(ir.IntType(32), 0))
        return picked(builder, one, [0] * NEAR_LANES)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        def load(array: int, place: Any, kind: Any) -> Any:
            data = context.make_array(signature.args[array])(context, builder, arguments[array]).data
            return builder.load(builder.bitcast(builder.gep(data, [place]), kind.as_pointer()), align=2)

        def load_pair(place: Any) -> Any:
            return builder.bitcast(all_alike(builder, load(3, place, ir.IntType(32))), both)

        planes = builder.extract_value(context.make_array(signature.args[3])(context, builder, arguments[3]).shape, 2)
        place, start, total = arguments[1], arguments[4], None
        for _pair in range(NEAR_BANDS // 2):
            step = builder.sub(load(0, place, both), load_pair(start))
            factor = step
            if isinstance(squared, types.NoneType):
                step = builder.select(builder.icmp_signed("<", step, both(None)), builder.neg(step), step)
                factor = load_pair(builder.add(start, planes))
            product = builder.mul(builder.sext(step, wide), builder.sext(factor, wide))
            added = builder.add(*(picked(builder, product, range(band, 2 * NEAR_LANES, 2)) for band in range(2)))
            total = added if total is None else builder.add(total, added)
            place = builder.add(place, arguments[2])
            start = builder.add(start, ir.Constant(start.type, 2))
        marks = builder.icmp_signed("<", total, all_alike(builder, arguments[6]))
        return builder.zext(builder.bitcast(marks, ir.IntType(NEAR_LANES)), ir.IntType(64))

    return types.int64(values, types.intp, types.intp, centres, types.intp, squared, types.int32), generate


@intrinsic
def lowest_mark(_: Any, marks: Any) -> Any:
    """Returns the index of the lowest set bit; 64 if none is set."""
    from llvmlite import ir
    from numba.core import types

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 0))

    return types.int64(types.int64), generate


@intrinsic
def count_marks(_: Any, marks: Any) -> Any:
    """Returns the number of set bits."""
    from numba.core import types

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.int64(types.int64), generate
