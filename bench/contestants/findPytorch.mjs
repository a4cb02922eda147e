import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
export const scriptPath = name => fileURLToPath(new URL(name, import.meta.url))

/** Variables that make OpenBLAS use kernels of another processor. Some systems set them, and they slow the rival. */
const OPENBLAS_CHOICES = ['OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE']

/** The environment in which PyTorch is at its best. */
export function pythonEnvironment(threads) {
  const env = {
    ...process.env,
    OPENBLAS_NUM_THREADS: String(threads),
    OMP_NUM_THREADS: String(threads),
    // Freed maps stay with the process. Else each evaluation asks the system for them again, which takes longer than the arithmetic on
    // machines whose page faults are slow.
    MALLOC_MMAP_MAX_: '0',
    MALLOC_TRIM_THRESHOLD_: String(2 ** 40),
    PYTHONDONTWRITEBYTECODE: '1',
  }
  for (const name of OPENBLAS_CHOICES) delete env[name]
  return env
}

/** $PYTHON, or the first Python that has PyTorch: a system's own may lie behind a version manager's. */
const PLACES = process.env.PYTHON ? [process.env.PYTHON] : ['python3', '/usr/bin/python3', 'python']

/** @returns which Python to run and what its PyTorch is; or why there is none */
export async function findPytorch() {
  const reasons = []
  for (const python of PLACES) {
    try {
      const { stdout } = await run(python, [scriptPath('versions.py')])
      return { python, ...JSON.parse(stdout) }
    } catch (error) {
      reasons.push(`${python}: ${error.stderr?.trimEnd().split('\n').at(-1) || error.message}`)
    }
  }
  return { absent: `no Python with PyTorch (${reasons.join('; ')})` }
}
