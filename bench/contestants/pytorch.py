"""One contestant of bench/evaluation.mjs: the same loss in PyTorch. Arguments: weights file, image file (raw float32
[3, n, n]), n. Needs torch and numpy."""

import json
import os
import resource
import sys
import time

import numpy
import torch
import torch.nn.functional as functional

MEAN, SCALE = [123.68, 116.779, 103.939], 57.63
STYLE = ["conv1_1", "conv1_2", "conv2_1", "conv2_2", "conv3_1"]
CONTENT, STYLE_WEIGHT = "conv2_2", 1e6


def read_safetensors(path, names):
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
        for name in names:
            begin, end = header[name]["data_offsets"]
            file.seek(8 + length + begin)
            values = numpy.frombuffer(file.read(end - begin), dtype="<f4").reshape(header[name]["shape"])
            yield name, torch.from_numpy(values.copy())


def features(image):
    maps = {}
    x = (image * 255 - torch.tensor(MEAN).view(1, 3, 1, 1)) / SCALE
    for name in STYLE:
        if name in ("conv2_1", "conv3_1"):
            x = functional.max_pool2d(x, 2)
        x = functional.conv2d(x, weights[name + ".weight"], weights[name + ".bias"] / SCALE, padding=1)
        maps[name] = x
        x = functional.relu(x)
    return maps


def gram(tap):
    flat = tap.flatten(2)[0]
    return flat @ flat.T / tap.numel()


torch.set_num_threads(os.cpu_count())
weights = dict(read_safetensors(sys.argv[1], [f"{name}.{kind}" for name in STYLE for kind in ("weight", "bias")]))
side = int(sys.argv[3])
image = torch.from_numpy(numpy.fromfile(sys.argv[2], dtype="<f4").reshape(1, 3, side, side)).requires_grad_()
with torch.no_grad():
    targets = features(1 - image)
    grams = {name: gram(targets[name]) for name in STYLE}
print("ready", flush=True)
for _ in sys.stdin:
    started = time.perf_counter()
    image.grad = None
    maps = features(image)
    loss = functional.mse_loss(maps[CONTENT], targets[CONTENT])
    for name in STYLE:
        loss = loss + STYLE_WEIGHT * functional.mse_loss(gram(maps[name]), grams[name])
    loss.backward()
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"seconds": seconds, "loss": float(loss), "peakMegabytes": peak}), flush=True)
