# tries: to get torch in a kata by hand
# kata: by_hand/decide
# ends: passed
import ctypes
import glob
import importlib
import sys

sys.path.append("/")
for name in ("torch", "torch.autograd", "functorch", "torchgen"):
    try:
        importlib.import_module(name)
        print("ESCAPED:", name)
    except ImportError:
        pass
sys.meta_path[:] = [importlib.machinery.PathFinder]
try:
    import torch

    print("ESCAPED: torch, without the finders")
except ImportError:
    pass
site = importlib.import_module("numpy").__path__[0].rpartition("/")[0]
for library in ("torch/lib/libtorch_cpu.so", "torch/lib/libc10.so"):
    try:
        ctypes.CDLL(f"{site}/{library}")
        print("ESCAPED:", library)
    except OSError:
        pass
if glob.glob(f"{site}/torch*"):
    print("ESCAPED: torch can be seen")


def decide(w1, w2, b, x1, x2):
    return int(w1 * x1 + w2 * x2 + b > 0)
