"""PyTorch: one evaluation by its autograd, eager or compiled. Arguments: a task file, and "compile" for torch.compile."""

import json
import sys
import time

import torch

from vgg_loss import Loss, device_of, read_image, read_task, use_threads

task = read_task()
use_threads(task)
device = device_of(task)
# What ONNX Runtime does on CUDA: TensorFloat-32 wherever it applies, and a search for the fastest convolution.
torch.backends.cuda.matmul.allow_tf32 = True
torch.backends.cudnn.allow_tf32 = True
torch.backends.cudnn.benchmark = True

image = read_image(task["image"], task["height"], task["width"], device).requires_grad_()
target = 1 - image.detach()
loss_of = Loss(task, target, target)
if "compile" in sys.argv[2:]:
    loss_of = torch.compile(loss_of)


def evaluate():
    image.grad = None
    loss = loss_of(image)
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
