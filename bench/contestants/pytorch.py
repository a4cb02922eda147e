"""PyTorch: one evaluation by its autograd, eager or compiled. Arguments: a task file, and "compile" for torch.compile."""

import json
import sys
import time

import torch

from vgg_loss import Loss, device_of, read_image, read_task, use_threads

task = read_task()
use_threads(task)
device = device_of(task)
# As ONNX Runtime does: TensorFloat-32 wherever it applies on CUDA, and none on WebGPU; a search for the fastest convolution.
torch.backends.cuda.matmul.allow_tf32 = task["device"] == "cuda"
torch.backends.cudnn.allow_tf32 = task["device"] == "cuda"
torch.backends.cudnn.benchmark = True

image = read_image(task["image"], task["height"], task["width"], device).requires_grad_()
target = 1 - image.detach()
loss_of = Loss(task, target, target)


def compute(x):
    return loss_of(x)


if "compile" in sys.argv[2:]:
    compute = torch.compile(compute)


def evaluate():
    image.grad = None
    loss = compute(image)
    loss.backward()
    return loss.item()  # waits for a GPU


if "compile" in sys.argv[2:]:
    evaluate()  # compiles
print(json.dumps({"ready": True}), flush=True)
for _ in sys.stdin:
    started = time.perf_counter()
    loss = evaluate()
    if device.type == "cuda":
        torch.cuda.synchronize()  # the gradient may be later than the loss
    print(json.dumps({"seconds": time.perf_counter() - started, "loss": loss}), flush=True)
