"""PyTorch's style transfer tutorial, restated: its loop with torch.optim.LBFGS as it comes (history 100, no line search),
starting at the content picture, on the preset's loss. Only the tutorial's clamping is left out, which harms it.

Arguments: a task file with "contentImage", "styleImage" and "evaluations". Writes a line for every evaluation, and the picture
into the task's "result", if it has one."""

import json

import torch

from vgg_loss import Loss, device_of, read_image, read_task, use_threads

task = read_task()
use_threads(task)
device = device_of(task)
content = read_image(**task["contentImage"], device=device)
style = read_image(**task["styleImage"], device=device)
loss_of = Loss(task, content, style)
image = content.clone().requires_grad_()
optimizer = torch.optim.LBFGS([image])
evaluations = 0


class Enough(Exception):
    pass


def closure():
    global evaluations
    if evaluations == task["evaluations"]:
        raise Enough
    optimizer.zero_grad()
    loss = loss_of(image)
    loss.backward()
    evaluations += 1
    print(json.dumps({"evaluations": evaluations, "loss": loss.item()}), flush=True)
    if evaluations == task["evaluations"] and "result" in task:
        image.detach().cpu().numpy().tofile(task["result"])
    return loss


try:
    while True:
        before = evaluations
        optimizer.step(closure)
        if evaluations == before + 1:
            break  # converged: a step that moves evaluates more than once
except Enough:
    pass
