"""What people write in `two_layer/forward` that is not right."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from gradkata import mistake


@mistake(of="forward")
def hidden_after_relu(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """Your hidden has been through relu already (relu_ and clamp_ change it in place, too): what
    was negative is lost. Asked is hidden before relu; the way back needs its sign."""
    hidden = torch.relu(data @ w1)
    return hidden, hidden @ w2


@mistake(of="forward")
def no_relu(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """Your output goes straight from hidden through w2. Without relu between them two layers are
    no more than one: data @ (w1 @ w2)."""
    hidden = data @ w1
    return hidden, hidden @ w2


@mistake(of="forward")
def relu_after_both_layers(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """Your output has been through relu as well, so it can never be negative. relu stands between
    the layers, not behind the last one."""
    hidden = data @ w1
    return hidden, torch.relu(torch.relu(hidden) @ w2)


@mistake(of="forward")
def relu_after_the_wrong_layer(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """Your relu stands behind the second layer. It belongs between the two: what it bends is
    hidden, and the output may be negative."""
    hidden = data @ w1
    return hidden, torch.relu(hidden @ w2)


@mistake(of="forward")
def relu_before_the_first_layer(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """Your relu is applied to data, before the first layer. It belongs behind it: what it bends is
    hidden."""
    hidden = torch.relu(data) @ w1
    return hidden, hidden @ w2


@mistake(of="forward")
def sigmoid_instead_of_relu(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """You bend hidden with the sigmoid of `autograd/logistic`. Here the bend is relu, max(z, 0)."""
    hidden = data @ w1
    return hidden, torch.sigmoid(hidden) @ w2


@mistake(of="forward")
def leaky_relu(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """Your relu leaks: a hundredth of what is negative comes through. Asked is plain relu, which
    lets nothing through."""
    hidden = data @ w1
    return hidden, torch.where(hidden > 0, hidden, 0.01 * hidden) @ w2


@mistake(of="forward")
def absolute_value_instead_of_relu(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """You bend hidden by taking its absolute value: what is negative comes out positive. relu makes
    it 0."""
    hidden = data @ w1
    return hidden, hidden.abs() @ w2


@mistake(of="forward")
def relu_with_a_ceiling(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """Your relu has a ceiling: nothing larger than 1 comes through. relu only has a floor, at 0."""
    hidden = data @ w1
    return hidden, hidden.clamp(0, 1) @ w2


@mistake(of="forward")
def relu_as_a_step(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """You pass on whether hidden is positive, 1 or 0. relu passes on hidden itself where it is
    positive."""
    hidden = data @ w1
    return hidden, (hidden > 0).to(hidden.dtype) @ w2


@mistake(of="forward")
def a_bias_of_one(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """Your hidden is 1 too large everywhere: a bias was added. This network has none."""
    hidden = data @ w1 + 1
    return hidden, torch.relu(hidden) @ w2


@mistake(of="forward")
def samples_as_columns(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """Your results lie on their side: some books keep a sample in each column. Here each is a row,
    from data to output."""
    hidden = w1.T @ data.T
    return hidden, w2.T @ torch.relu(hidden)


@mistake(of="forward")
def output_first(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """You return output and hidden; asked is hidden first, then output."""
    hidden = data @ w1
    return torch.relu(hidden) @ w2, hidden


@mistake(of="forward")
def only_the_output(data: Tensor, w1: Tensor, w2: Tensor) -> Tensor:
    """You return the output alone. Asked are both: hidden before relu, and the output."""
    return torch.relu(data @ w1) @ w2


@mistake(of="forward")
def switches_requires_grad_on(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """The numbers are right, but you switch `requires_grad` on in the weights that you were given.
    Whoever calls decides what is to be trained; here they only want to see what comes out."""
    w1.requires_grad_()
    w2.requires_grad_()
    hidden = data @ w1
    return hidden, torch.relu(hidden) @ w2


@mistake(of="forward")
def detached_hidden(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """The numbers are right, but your output is made of a copy of hidden that was cut off from
    autograd's graph (detach, .data, numpy, a new tensor): no gradient of the output reaches w1."""
    hidden = data @ w1
    return hidden, torch.relu(hidden.detach()) @ w2


@mistake(of="forward")
def cut_off_from_the_graph(data: Tensor, w1: Tensor, w2: Tensor) -> tuple[Tensor, Tensor]:
    """The numbers are right, but what you return is not on autograd's graph, or not all of it:
    no_grad, detach, .data, numpy or a new tensor cut it off, and no gradient can flow back."""
    with torch.no_grad():
        hidden = data @ w1
        return hidden, torch.relu(hidden) @ w2


@mistake(of="loss")
def mean_of_all_entries(output: Tensor, label: Tensor) -> Tensor:
    """Your loss is the mean over all entries. Asked is their sum, over rows and columns."""
    return ((output - label) ** 2).mean()


@mistake(of="loss")
def mean_over_the_rows(output: Tensor, label: Tensor) -> Tensor:
    """Your loss is divided by the number of samples. Asked is the sum over them, not the mean."""
    return ((output - label) ** 2).sum() / len(output)


@mistake(of="loss", wraps=True)
def half_the_sum(inner: Callable[..., Tensor], output: Tensor, label: Tensor) -> Tensor:
    """Your loss is half of what is asked: no 1/2 stands before this sum."""
    return inner(output, label) / 2


@mistake(of="loss")
def a_loss_for_each_row(output: Tensor, label: Tensor) -> Tensor:
    """You return one loss for each row. Asked is one number: sum over the rows, too."""
    return ((output - label) ** 2).sum(dim=1)


@mistake(of="loss")
def summed_before_the_square(output: Tensor, label: Tensor) -> Tensor:
    """You add up the errors and then square: errors of opposite sign cancel. Square each, then
    sum."""
    return (output - label).sum() ** 2


@mistake(of="loss")
def absolute_error(output: Tensor, label: Tensor) -> Tensor:
    """Your loss sums the sizes of the errors. Asked is the sum of their squares."""
    return (output - label).abs().sum()


@mistake(of="loss")
def root_of_the_sum(output: Tensor, label: Tensor) -> Tensor:
    """Your loss is the square root of what is asked: the length of the error, not the sum of its
    squares."""
    return ((output - label) ** 2).sum().sqrt()


@mistake(of="loss")
def squeezed_output(output: Tensor, label: Tensor) -> Tensor:
    """With a single output column your output loses its second dimension. (n,) minus (n, 1) is
    broadcast to (n, n): every output minus every label. Leave both as (n, k)."""
    return ((output.squeeze() - label) ** 2).sum()


@mistake(of="loss")
def flattened_by_view(output: Tensor, label: Tensor) -> Tensor:
    """`view` looks at the same memory in another shape, and refuses where the numbers do not lie
    there in one piece, as after a transpose. Nothing has to be flattened here: sum() takes any
    shape."""
    error = output.view(-1) - label.view(-1)
    return (error**2).sum()


@mistake(of="loss", wraps=True)
def loss_off_the_graph(inner: Callable[..., Tensor], output: Tensor, label: Tensor) -> Tensor:
    """The number is right, but the loss is cut off from autograd's graph: backward could not start
    from it."""
    return inner(output, label).detach()


@mistake(of="loss")
def loss_as_a_float(output: Tensor, label: Tensor) -> float:
    """You return a Python number. Asked is a tensor without dimensions: backward starts from it, so
    it has to be on autograd's graph. item() is for printing."""
    return float(((output - label) ** 2).sum().item())


EQUIVALENT = {
    "error = output - label  ->  error = -(output - label)": "the sign is lost in the square",
}
