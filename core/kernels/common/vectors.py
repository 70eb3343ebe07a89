"""Vector instructions on eight or four float32 at a time.

LLVM vectorizes a loop over neighbouring pixels by itself. It does not if the pixels are scattered and only the bands of
each are contiguous; so this module defines a type for eight numbers, and the operations on it.
"""

from __future__ import annotations

from typing import Any

from ...runtime.dependencies import require
from .lanes import intrinsic

_WHO = "The CPU kernel of this method"
extending: Any = require("numba.extending", _WHO)
types: Any = require("numba.core.types", _WHO)
ir: Any = require("llvmlite.ir", _WHO)

# Lanes of a vector, and of its half: the number of bands processed together.
EIGHT, FOUR = 8, 4

# Lanes of the vector in `count_below`.
SIXTEEN = 16

_NUMBERS, _BITS = ir.VectorType(ir.FloatType(), EIGHT), ir.VectorType(ir.IntType(32), EIGHT)
_DOUBLES = ir.VectorType(ir.DoubleType(), EIGHT)

# The same permission that `compiled` gives the compiler: a product and a sum may become one instruction.
_CONTRACT = ("contract",)


class Eight(types.Type):  # type: ignore[misc,unused-ignore]
    """A vector of eight float32 inside kernels; never an argument or a result of a kernel called from Python."""

    def __init__(self) -> None:
        super().__init__("Eight")


@extending.register_model(Eight)
class _EightModel(extending.models.PrimitiveModel):  # type: ignore[misc,unused-ignore]
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, _NUMBERS)


_eight = Eight()


@intrinsic
def load(_: Any, array: Any, at: Any) -> Any:
    """Returns ``array.flat[at : at + 8]`` of an array that must be contiguous float32, which is not checked."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.load(_pointer(context, builder, signature, arguments, 0, 1, _NUMBERS), align=4)

    return _eight(array, types.intp), generate


@intrinsic
def store(_: Any, array: Any, at: Any, numbers: Any) -> Any:
    """Does ``array.flat[at : at + 8] = numbers``; requirements as for `load`."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        builder.store(arguments[2], _pointer(context, builder, signature, arguments, 0, 1, _NUMBERS), align=4)
        return context.get_dummy_value()

    return types.void(array, types.intp, _eight), generate


@intrinsic
def add_to(_: Any, array: Any, at: Any, numbers: Any) -> Any:
    """Does ``array.flat[at : at + 8] += numbers``; the array must be contiguous float64, which is not checked."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        pointer = _pointer(context, builder, signature, arguments, 0, 1, _DOUBLES)
        total = builder.fadd(builder.load(pointer, align=8), builder.fpext(arguments[2], _DOUBLES))
        builder.store(total, pointer, align=8)
        return context.get_dummy_value()

    return types.void(array, types.intp, _eight), generate


@intrinsic
def zeros(_: Any) -> Any:
    def generate(_: Any, __: Any, ___: Any, ____: Any) -> Any:
        return ir.Constant(_NUMBERS, [0.0] * EIGHT)

    return _eight(), generate


@intrinsic
def halves(_: Any, first: Any, second: Any) -> Any:
    """Returns a vector with `first` in the first four lanes and `second` in the others."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        both = ir.Constant(_NUMBERS, ir.Undefined)
        for place, number in enumerate(arguments):
            both = builder.insert_element(both, number, ir.Constant(ir.IntType(32), place))
        return builder.shuffle_vector(both, both, _places([0] * FOUR + [1] * FOUR))

    return _eight(types.float32, types.float32), generate


def _operation(name: str) -> Any:
    @intrinsic
    def apply(_: Any, one: Any, other: Any) -> Any:
        def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
            return getattr(builder, name)(*arguments, flags=_CONTRACT)

        return _eight(_eight, _eight), generate

    return apply


# Lane-wise arithmetic: plus(one, other) returns the eight sums, and so on.
plus, minus, times = _operation("fadd"), _operation("fsub"), _operation("fmul")


@intrinsic
def masked(_: Any, mask: Any, numbers: Any) -> Any:
    """Returns the numbers where `mask` is -1, zeros where it is 0; without a branch, unlike a conditional."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        one = builder.insert_element(ir.Constant(_BITS, ir.Undefined), arguments[0], ir.Constant(ir.IntType(32), 0))
        masks = builder.shuffle_vector(one, one, _places([0] * EIGHT))
        return builder.bitcast(builder.and_(builder.bitcast(arguments[1], _BITS), masks), _NUMBERS)

    return _eight(types.int32, _eight), generate


def _kept(combined: str) -> Any:
    """Returns an intrinsic that keeps numbers if both or either of two tests, one per half of the vector, pass."""

    @intrinsic
    def keep(_: Any, tested: Any, limits: Any, numbers: Any) -> Any:
        def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
            marks = builder.fcmp_ordered("<", arguments[0], arguments[1])
            exchanged = builder.shuffle_vector(marks, marks, _places([4, 5, 6, 7, 0, 1, 2, 3]))
            passes = getattr(builder, combined)(marks, exchanged)
            return builder.select(passes, arguments[2], ir.Constant(_NUMBERS, [0.0] * EIGHT))

        return _eight(_eight, _eight, _eight), generate

    return keep


# keep(tested, limits, numbers): lanes n and n + 4 of `numbers` are kept, otherwise set to zero, if `tested` is below
# `limits` in both of these lanes, or in either.
keep_if_both, keep_if_either = _kept("and_"), _kept("or_")


def _all_within(lanes: int) -> Any:
    numbers, bits = ir.VectorType(ir.FloatType(), lanes), ir.VectorType(ir.IntType(32), lanes)

    @intrinsic
    def within(_: Any, values: Any, at: Any, others: Any, limits: Any, start: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            value, other, limit = (
                builder.load(_pointer(context, builder, signature, arguments, array, place, numbers), align=4)
                for array, place in ((0, 1), (2, 4), (3, 4))
            )
            difference = _without_sign(builder, builder.fsub(value, other), numbers, bits)
            return _all_true(builder, builder.fcmp_ordered("<=", difference, limit), lanes)

        return types.boolean(values, types.intp, others, limits, types.intp), generate

    return within


# four_within(values, at, others, limits, start): whether ``abs(values.flat[at + n] - others.flat[start + n]) <=
# limits.flat[start + n]`` for n from 0 to 3; arrays must be contiguous float32, which is not checked. The same for
# eight.
four_within, eight_within = _all_within(FOUR), _all_within(EIGHT)


@intrinsic
def apart(_: Any, one: Any, other: Any, scale: Any) -> Any:
    """Returns the sum of ``abs(one - other) * scale``."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        difference = _without_sign(builder, builder.fsub(arguments[0], arguments[1]), _NUMBERS, _BITS)
        total = builder.fmul(difference, arguments[2])
        for step in (4, 2, 1):
            moved = builder.shuffle_vector(total, total, _places([place ^ step for place in range(EIGHT)]))
            total = builder.fadd(total, moved)
        return builder.extract_element(total, ir.Constant(ir.IntType(32), 0))

    return types.float32(_eight, _eight, _eight), generate


@intrinsic
def count_below(_: Any, values: Any, at: Any, number: Any, counts: Any) -> Any:
    """Set ``counts.flat[at + n]`` to the number of the first `number` values below ``values.flat[at + n]``, for n < 16.

    The arrays must be contiguous float32 and int32, which is not checked.
    """
    from numba.core import cgutils

    numbers, whole = ir.VectorType(ir.FloatType(), SIXTEEN), ir.VectorType(ir.IntType(32), SIXTEEN)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        here = builder.load(_pointer(context, builder, signature, arguments, 0, 1, numbers), align=4)
        data = context.make_array(signature.args[0])(context, builder, arguments[0]).data
        total = cgutils.alloca_once_value(builder, ir.Constant(whole, [0] * SIXTEEN))
        with cgutils.for_range(builder, arguments[2]) as loop:
            other = builder.load(builder.gep(data, [loop.index]))
            one = builder.insert_element(ir.Constant(numbers, ir.Undefined), other, ir.Constant(ir.IntType(32), 0))
            below = builder.fcmp_ordered("<", builder.shuffle_vector(one, one, _places([0] * SIXTEEN)), here)
            builder.store(builder.add(builder.load(total), builder.zext(below, whole)), total)
        builder.store(builder.load(total), _pointer(context, builder, signature, arguments, 3, 1, whole), align=4)
        return context.get_dummy_value()

    return types.void(values, types.intp, types.intp, counts), generate


_DOUBLE_FOUR, _DOUBLE_BITS = ir.VectorType(ir.DoubleType(), FOUR), ir.VectorType(ir.IntType(64), FOUR)


@intrinsic
def add_steps(_: Any, before: Any, values: Any, at: Any, room: Any, other: Any, scale: Any, squared: Any) -> Any:
    """Returns `before` plus ``room.flat[scale + n] * abs(values.flat[at + n] - room.flat[other + n])`` for n below 4.

    With squares instead of absolute values if `squared` is True and not None. The terms are added one after the other,
    as in a loop. The arrays must be contiguous float64, which is not checked.
    """

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        value, centre, weight = (
            builder.load(_pointer(context, builder, signature, arguments, array, place, _DOUBLE_FOUR), align=8)
            for array, place in ((1, 2), (3, 4), (3, 5))
        )
        step = builder.fsub(value, centre)
        if isinstance(squared, types.NoneType):
            step = _without_sign(builder, step, _DOUBLE_FOUR, _DOUBLE_BITS)
        else:
            step = builder.fmul(step, step)
        total = arguments[0]
        for place in range(FOUR):
            number = ir.Constant(ir.IntType(32), place)
            part = builder.fmul(
                builder.extract_element(weight, number), builder.extract_element(step, number), flags=_CONTRACT
            )
            total = builder.fadd(total, part, flags=_CONTRACT)
        return total

    return types.float64(types.float64, values, types.intp, room, types.intp, types.intp, squared), generate


@intrinsic
def four_below(_: Any, values: Any, at: Any, room: Any, other: Any, limit: Any) -> Any:
    """Whether ``abs(values.flat[at + n] - room.flat[other + n]) < room.flat[limit + n]``, arrays as for `add_steps`."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        value, centre, most = (
            builder.load(_pointer(context, builder, signature, arguments, array, place, _DOUBLE_FOUR), align=8)
            for array, place in ((0, 1), (2, 3), (2, 4))
        )
        step = _without_sign(builder, builder.fsub(value, centre), _DOUBLE_FOUR, _DOUBLE_BITS)
        return _all_true(builder, builder.fcmp_ordered("<", step, most), FOUR)

    return types.boolean(values, types.intp, room, types.intp, types.intp), generate


def _all_true(builder: Any, marks: Any, lanes: int) -> Any:
    return builder.icmp_unsigned(
        "==", builder.bitcast(marks, ir.IntType(lanes)), ir.Constant(ir.IntType(lanes), 2**lanes - 1)
    )


def _without_sign(builder: Any, value: Any, numbers: Any, bits: Any) -> Any:
    mask = ir.Constant(bits, [2 ** (bits.element.width - 1) - 1] * bits.count)
    return builder.bitcast(builder.and_(builder.bitcast(value, bits), mask), numbers)


def _pointer(
    context: Any, builder: Any, signature: Any, arguments: Any, array: int, place: int, vector: Any
) -> Any:  # fmt: skip
    """Returns a vector pointer into the array that is argument `array`, at the index that is argument `place`."""
    data = context.make_array(signature.args[array])(context, builder, arguments[array]).data
    return builder.bitcast(builder.gep(data, [arguments[place]]), vector.as_pointer())


def _places(places: list[int]) -> Any:
    return ir.Constant(ir.VectorType(ir.IntType(32), len(places)), places)
