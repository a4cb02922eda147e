"""The loss of a task (see bench/task.mjs) in PyTorch. Needs torch and numpy."""

import json
import os
import sys

import numpy
import torch
import torch.nn.functional as functional


def read_task():
    with open(sys.argv[1]) as file:
        return json.load(file)


def use_threads(task):
    torch.set_num_threads(task["threads"])


def device_of(task):
    return torch.device("cpu" if task["device"] == "cpu" else "cuda")


def read_image(file, height, width, device):
    values = numpy.fromfile(file, dtype="<f4").reshape(1, 3, height, width)
    return torch.from_numpy(values).to(device)


class Loss:
    """Call it with an image to get the loss. Targets are read once."""

    def __init__(self, task, content, style):
        self.task = task
        self.weights = {name: self.read_weight(name, content.device) for name in os.listdir(task["weights"])}
        with torch.no_grad():
            self.features = self.taps(content)
            self.grams = {tap: gram(map_) for tap, map_ in self.taps(style).items() if tap in task["style"]}

    def read_weight(self, name, device):
        values = numpy.fromfile(os.path.join(self.task["weights"], name), dtype="<f4")
        if name.startswith("input."):
            values = values.reshape(1, 3, 1, 1)
        elif name.endswith(".weight"):
            bias = os.path.join(self.task["weights"], name.replace(".weight", ".bias"))
            values = values.reshape(os.path.getsize(bias) // 4, -1, 3, 3)
        return torch.from_numpy(values).to(device)

    def taps(self, image):
        pool = functional.max_pool2d if self.task["pool"] == "max" else functional.avg_pool2d
        maps = {}
        x = image * self.weights["input.scale"] + self.weights["input.offset"]
        block = "1"
        for name in self.task["layers"]:
            if name[4] != block:
                block = name[4]
                x = pool(x, 2)
            x = functional.conv2d(x, self.weights[name + ".weight"], self.weights[name + ".bias"], padding=1)
            maps[name] = x
            x = functional.relu(x)
            maps[name.replace("conv", "relu")] = x
        return {tap: maps[tap] for tap in self.task["style"] + self.task["content"]}

    def __call__(self, image):
        maps = self.taps(image)
        loss = 0
        for tap in self.task["content"]:
            loss = loss + self.task["contentWeight"] * functional.mse_loss(maps[tap], self.features[tap])
        for tap in self.task["style"]:
            loss = loss + self.task["styleWeight"] * functional.mse_loss(gram(maps[tap]), self.grams[tap])
        return loss


def gram(tap):
    flat = tap.flatten(2)[0]
    return flat @ flat.T / tap.numel()
