"""What PyTorch this is."""

import json

import torch

print(
    json.dumps(
        {
            "torch": torch.__version__,
            "canCompile": hasattr(torch, "compile"),
            "gpu": torch.cuda.get_device_name() if torch.cuda.is_available() else None,
        }
    )
)
