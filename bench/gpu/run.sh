#!/usr/bin/env bash
# Parity and speed on a GPU machine: CUDA and WebGPU against reference values, an evaluation against PyTorch, eager and compiled,
# and where an evaluation's time goes.
#
#   bench/gpu/run.sh [--device gpu|cpu] [--sizes N,…] [--presets NAME,…] [--output FOLDER]
#
# `--device cpu` runs every stage on the CPU instead, to try the script where there is no GPU; take small --sizes there.
# Other settings, by environment variable:
#
#   ORT       folder whose node_modules holds an onnxruntime-node with CUDA's libraries beside its binding, and the
#             onnxruntime-common of the same version; `$ORT/env.sh` is sourced if it is there [default: /opt/ort]
#   FIXTURES  folder of reference values, *.safetensors (docs/verify.md) [default: ../shared/fixtures beside the checkout]
#   PYTHON    a Python that has PyTorch with CUDA [default: python3]
#
# VGG-19's weights are found as always; the reference values belong to certain ones, so bring the two together.
#
# How to lay things out for a machine that reaches no package registry:
#
#   1. Where there is a network: `npm ci && npm run build`, then `npm pack onnxruntime-node@1.29.0 onnxruntime-common@1.29.0`, both
#      unpacked into one node_modules; and a CUDA provider built for exactly that version (libonnxruntime_providers_cuda.so and
#      libonnxruntime_providers_shared.so), put beside its linux/x64 binding.
#   2. Take along: that node_modules as $ORT/node_modules, a node (20.19 or later) as $ORT/bin/node, and this checkout with its
#      dist/ and node_modules/. Of the latter, onnxruntime-node, onnxruntime-web and everything for development can stay behind.
#   3. Write $ORT/env.sh: it puts $ORT/bin on PATH, and the folders of CUDA's and cuDNN's libraries on LD_LIBRARY_PATH (in Python
#      environments they lie in site-packages/nvidia/*/lib). WebGPU needs the Vulkan loader.
set -euo pipefail
shopt -s nullglob
root=$(cd "$(dirname "$0")/../.." && pwd)

device=gpu
sizes=512,1024,2048
presets=cmu,gatys
output=$root/bench/results/gpu
while [ $# -gt 0 ]; do
  case $1 in
    --device) device=$2 ;;
    --sizes) sizes=$2 ;;
    --presets) presets=$2 ;;
    --output) output=$2 ;;
    *) sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0"; exit 2 ;;
  esac
  shift 2
done
case $device in
  gpu) devices=(cuda webgpu) ;;
  cpu) devices=(cpu) ;;
  *) echo "--device: $device is neither gpu nor cpu" >&2; exit 2 ;;
esac
ort=${ORT:-/opt/ort}
fixtures=${FIXTURES:-$root/../shared/fixtures}
mkdir -p "$output"
output=$(cd "$output" && pwd)

# A copy of the program that takes ONNX Runtime from $ORT and everything else from the checkout.
work=$root
if [ -d "$ort/node_modules/onnxruntime-node" ]; then
  # shellcheck disable=SC1091
  if [ -f "$ort/env.sh" ]; then . "$ort/env.sh"; fi
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  tar -c -C "$root" --exclude node_modules --exclude results dist models bench examples scripts package.json | tar -x -C "$work"
  mkdir "$work/node_modules"
  ln -s "$root"/node_modules/* "$work/node_modules"
  for name in onnxruntime-node onnxruntime-common; do
    rm -f "$work/node_modules/$name"
    ln -s "$ort/node_modules/$name" "$work/node_modules/$name"
  done
  for weights in "$root/weights" "$root/../shared/weights"; do
    file=$weights/vgg19.safetensors
    if [ -f "$file" ]; then export NST_ONNX_WEIGHTS=${NST_ONNX_WEIGHTS:-$file}; fi
  done
fi

failed=()
# Runs a stage; one that fails costs no other.
stage() {
  local name=$1
  shift
  printf '\n== %s\n\n' "$name"
  "$@" 2>&1 | tee "$output/$name.txt" || failed+=("$name")
}

machine() {
  node --version
  nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader 2>/dev/null || echo 'no NVIDIA GPU'
  "${PYTHON:-python3}" "$work/bench/contestants/versions.py" || echo 'no PyTorch'
}

verify() {
  node "$work/dist/cli/bin.js" verify "$fixtures"/*.safetensors "$fixtures"/2/*.safetensors --device "$1"
}

bench() {
  local name=$1 on=$2
  shift 2
  node "$work/bench/main.mjs" "$name" --device "$on" --presets "$presets" --sizes "$sizes" "$@" \
    --as "$name-$on" --output "$output/$name-$on.json"
}

stage machine machine
stage devices node "$work/dist/cli/bin.js" devices
for on in "${devices[@]}"; do
  stage "verify-$on" verify "$on"
  if [ "$on" = cuda ]; then NVIDIA_TF32_OVERRIDE=0 stage verify-cuda-float32 verify cuda; fi
  stage "evaluation-$on" bench evaluation "$on" --rivals pytorch,pytorch-compile
  stage "breakdown-$on" bench breakdown "$on" --rivals none
  stage "optimizer-$on" bench optimizer "$on" --rivals none
done

printf '\nresults are in %s\n' "$output"
if [ ${#failed[@]} -gt 0 ]; then
  printf 'failed: %s\n' "${failed[*]}" >&2
  exit 1
fi
