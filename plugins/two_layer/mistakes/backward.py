"""What people write in `two_layer/backward` that is not right."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gradkata import mistake

Array = np.ndarray


@mistake(of="backward", wraps=True)
def missing_factor_two(
    inner: Callable[..., tuple[Array, Array]], data: Array, label: Array, w1: Array, w2: Array
) -> tuple[Array, Array]:
    """Squaring brings down a 2: the derivative of e**2 is 2*e. Both of yours are exactly half."""
    d_w1, d_w2 = inner(data, label, w1, w2)
    return d_w1 / 2, d_w2 / 2


@mistake(of="backward", wraps=True)
def mean_over_the_rows(
    inner: Callable[..., tuple[Array, Array]], data: Array, label: Array, w1: Array, w2: Array
) -> tuple[Array, Array]:
    """You divide by the number of samples. The loss is a sum over them, and so is its gradient."""
    d_w1, d_w2 = inner(data, label, w1, w2)
    return d_w1 / len(data), d_w2 / len(data)


@mistake(of="backward")
def mean_of_all_entries(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    """You divide by the number of entries of the output. The loss is a sum over rows and columns,
    and so is its gradient."""
    hidden = data @ w1
    active = np.maximum(hidden, 0)
    d_output = 2 * (active @ w2 - label) / label.size
    return data.T @ (d_output @ w2.T * (hidden > 0)), active.T @ d_output


@mistake(of="backward", wraps=True)
def sign_flipped(
    inner: Callable[..., tuple[Array, Array]], data: Array, label: Array, w1: Array, w2: Array
) -> tuple[Array, Array]:
    """Both gradients have the wrong sign: the error is output minus label, and the other way round
    they point downhill."""
    d_w1, d_w2 = inner(data, label, w1, w2)
    return -d_w1, -d_w2


@mistake(of="backward")
def no_gate(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    """d_w2 is right. On the way to d_w1 the gradient has to go back through relu, and yours passes
    everywhere: where hidden was negative, nothing may come through."""
    active = np.maximum(data @ w1, 0)
    d_output = 2 * (active @ w2 - label)
    return data.T @ (d_output @ w2.T), active.T @ d_output


@mistake(of="backward")
def relu_of_the_gradient(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    """d_w2 is right. For d_w1 you apply relu to the gradient itself, which drops what is negative
    in it. The gate of relu opens by the sign of hidden; the gradient passes with either sign."""
    active = np.maximum(data @ w1, 0)
    d_output = 2 * (active @ w2 - label)
    return data.T @ np.maximum(d_output @ w2.T, 0), active.T @ d_output


@mistake(of="backward")
def gated_and_relu_of_the_gradient(
    data: Array, label: Array, w1: Array, w2: Array
) -> tuple[Array, Array]:
    """d_w2 is right. For d_w1 the gate is right too, but then relu is applied to the gradient as
    well: what is negative in it may pass."""
    hidden = data @ w1
    active = np.maximum(hidden, 0)
    d_output = 2 * (active @ w2 - label)
    return data.T @ np.maximum(d_output @ w2.T * (hidden > 0), 0), active.T @ d_output


@mistake(of="backward")
def gate_the_wrong_way_round(
    data: Array, label: Array, w1: Array, w2: Array
) -> tuple[Array, Array]:
    """d_w2 is right. For d_w1 the gate is the wrong way round: you pass the gradient on where
    hidden was negative, and stop it where hidden was positive."""
    hidden = data @ w1
    active = np.maximum(hidden, 0)
    d_output = 2 * (active @ w2 - label)
    return data.T @ (d_output @ w2.T * (hidden < 0)), active.T @ d_output


@mistake(of="backward")
def gate_at_the_output(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    """You stop the gradient where the output is negative, as if relu stood behind the last layer.
    It stands behind the first: the gate belongs to hidden."""
    hidden = data @ w1
    active = np.maximum(hidden, 0)
    output = active @ w2
    d_output = 2 * (output - label) * (output > 0)
    return data.T @ (d_output @ w2.T * (hidden > 0)), active.T @ d_output


@mistake(of="backward")
def gate_only_at_the_output(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    """d_w2 is right. For d_w1 you stop the gradient where the output is negative. The gate of relu
    belongs to hidden, which is what relu was applied to."""
    active = np.maximum(data @ w1, 0)
    output = active @ w2
    d_output = 2 * (output - label)
    return data.T @ ((d_output * (output > 0)) @ w2.T), active.T @ d_output


@mistake(of="backward")
def gate_at_the_data(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    """d_w2 is right. For d_w1 your gate opens by the sign of data. relu was applied to hidden, not
    to data: data goes into d_w1 as it is."""
    active = np.maximum(data @ w1, 0)
    d_output = 2 * (active @ w2 - label)
    return (data * (data > 0)).T @ (d_output @ w2.T), active.T @ d_output


@mistake(of="backward")
def times_relu_instead_of_its_slope(
    data: Array, label: Array, w1: Array, w2: Array
) -> tuple[Array, Array]:
    """d_w2 is right. For d_w1 you multiply by relu(hidden). What is asked there is relu's slope: 1
    where hidden is positive, 0 where it is negative."""
    active = np.maximum(data @ w1, 0)
    d_output = 2 * (active @ w2 - label)
    return data.T @ (d_output @ w2.T * active), active.T @ d_output


@mistake(of="backward")
def slope_of_the_sigmoid(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    """d_w2 is right. For d_w1 you multiply by y * (1 - y), which is the slope of the sigmoid. That
    of relu is 1 where hidden is positive and 0 where it is negative."""
    active = np.maximum(data @ w1, 0)
    d_output = 2 * (active @ w2 - label)
    return data.T @ (d_output @ w2.T * active * (1 - active)), active.T @ d_output


@mistake(of="backward")
def w2_left_out(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    """d_w2 is right. d_w1 forgets w2: a hidden unit changes the output by as much as its row of w2
    says, so the gradient at the output goes back through w2 first."""
    hidden = data @ w1
    active = np.maximum(hidden, 0)
    d_output = 2 * (active @ w2 - label)
    return data.T @ (d_output.sum(axis=1, keepdims=True) * (hidden > 0)), active.T @ d_output


@mistake(of="backward")
def hidden_before_relu_in_d_w2(
    data: Array, label: Array, w1: Array, w2: Array
) -> tuple[Array, Array]:
    """d_w1 is right. In d_w2 you use hidden before relu, but what w2 was multiplied with is
    relu(hidden): a unit that was off has no part in it."""
    hidden = data @ w1
    d_output = 2 * (np.maximum(hidden, 0) @ w2 - label)
    return data.T @ (d_output @ w2.T * (hidden > 0)), hidden.T @ d_output


@mistake(of="backward")
def gate_instead_of_relu_in_d_w2(
    data: Array, label: Array, w1: Array, w2: Array
) -> tuple[Array, Array]:
    """d_w1 is right. In d_w2 you use whether hidden was positive, 1 or 0; what w2 was multiplied
    with is relu(hidden) itself."""
    hidden = data @ w1
    gate = (hidden > 0).astype(hidden.dtype)
    d_output = 2 * (np.maximum(hidden, 0) @ w2 - label)
    return data.T @ (d_output @ w2.T * gate), gate.T @ d_output


@mistake(of="backward")
def forward_without_relu(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    """Your way back has the gate, but your way forward left relu out: the output, and with it the
    error, is that of another network."""
    hidden = data @ w1
    d_output = 2 * (hidden @ w2 - label)
    return data.T @ (d_output @ w2.T * (hidden > 0)), hidden.T @ d_output


@mistake(of="backward")
def relu_nowhere(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    """These are the gradients of a network without relu, forward and backward."""
    hidden = data @ w1
    d_output = 2 * (hidden @ w2 - label)
    return data.T @ (d_output @ w2.T), hidden.T @ d_output


@mistake(of="backward", wraps=True)
def d_w2_first(
    inner: Callable[..., tuple[Array, Array]], data: Array, label: Array, w1: Array, w2: Array
) -> tuple[Array, Array]:
    """You return d_w2 and d_w1; asked is d_w1 first, then d_w2."""
    d_w1, d_w2 = inner(data, label, w1, w2)
    return d_w2, d_w1


@mistake(of="backward", wraps=True)
def transposed(
    inner: Callable[..., tuple[Array, Array]], data: Array, label: Array, w1: Array, w2: Array
) -> tuple[Array, Array]:
    """Both gradients lie on their side. A gradient has the shape of its weight: d_w1 is (d, h),
    d_w2 is (h, k)."""
    d_w1, d_w2 = inner(data, label, w1, w2)
    return d_w1.T, d_w2.T


@mistake(of="backward")
def reshaped_instead_of_transposed(
    data: Array, label: Array, w1: Array, w2: Array
) -> tuple[Array, Array]:
    """Your gradients have the right shape by force: reshape keeps the numbers in the order in which
    they were read. To turn rows into columns takes a transpose."""
    hidden = data @ w1
    active = np.maximum(hidden, 0)
    d_output = 2 * (active @ w2 - label)
    d_hidden = d_output @ w2.T * (hidden > 0)
    return (d_hidden.T @ data).reshape(w1.shape), (d_output.T @ active).reshape(w2.shape)


@mistake(of="backward")
def leaking_gate(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    """d_w2 is right. For d_w1 your gate leaks: where hidden was negative, a hundredth of the
    gradient comes through, as with a leaky relu. Plain relu lets nothing through."""
    hidden = data @ w1
    active = np.maximum(hidden, 0)
    d_output = 2 * (active @ w2 - label)
    return data.T @ (d_output @ w2.T * np.where(hidden > 0, 1, 0.01)), active.T @ d_output


@mistake(of="backward")
def only_the_last_sample(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    """These are the gradients of the last sample alone. In a loop over the samples they have to be
    added up, not overwritten."""
    hidden = data[-1:] @ w1
    active = np.maximum(hidden, 0)
    d_output = 2 * (active @ w2 - label[-1:])
    return data[-1:].T @ (d_output @ w2.T * (hidden > 0)), active.T @ d_output


@mistake(of="backward")
def w2_moved_before_d_w1(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    """d_w2 is right, but you changed w2 in place by it and took the new one for d_w1. This kata
    only asks for the gradients, and both belong to the weights as they were given."""
    hidden = data @ w1
    active = np.maximum(hidden, 0)
    d_output = 2 * (active @ w2 - label)
    d_w2 = active.T @ d_output
    w2 -= d_w2
    return data.T @ (d_output @ w2.T * (hidden > 0)), d_w2


@mistake(of="backward")
def label_overwritten(data: Array, label: Array, w1: Array, w2: Array) -> tuple[Array, Array]:
    """Both gradients are right, but label was changed on the way: `-=` and `*=` write into the
    caller's array. Make a new one."""
    hidden = data @ w1
    active = np.maximum(hidden, 0)
    label -= active @ w2
    d_output = -2 * label
    return data.T @ (d_output @ w2.T * (hidden > 0)), active.T @ d_output


EQUIVALENT = {
    "d_hidden = d_active * (hidden > 0)  ->  d_hidden = d_active * (hidden >= 0)": (
        "the slope of relu at exactly 0 is not asked"
    ),
}
