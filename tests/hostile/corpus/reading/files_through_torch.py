# tries: to read files and libraries with torch's own readers
# kata: autograd/linear
# ends: failed
import torch

attempts = (
    lambda: torch.from_file("/etc/passwd", size=10, dtype=torch.uint8),
    lambda: torch.load("/etc/passwd", weights_only=False),
    lambda: torch.save(torch.ones(1), "/tmp/gradkata-hostile-torch"),
    lambda: torch.UntypedStorage.from_file("/etc/passwd", False, 10),
    lambda: torch.hub.load("somebody/something", "anything"),
)
for number, attempt in enumerate(attempts):
    try:
        print("ESCAPED:", number, attempt())
    except Exception:
        pass


def predict(data, w):
    return data


def loss(output, label):
    return label
