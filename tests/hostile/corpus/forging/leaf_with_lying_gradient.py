# tries: to leave a gradient behind whose shape is not that of its tensor
# kata: autograd/update
# ends: failed
import torch


def update(w, learning_rate):
    w.grad = None
    w.data = torch.zeros(2, 7)
    w.grad = torch.ones(2, 7)
