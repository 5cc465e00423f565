# tries: to take more memory than there is for it, past Python's and numpy's allocators
# kata: autograd/linear
# ends: failed
# says: cannot be loaded
# time: short
import torch

kept = torch.zeros(2**28)
print("ESCAPED: a gigabyte")
