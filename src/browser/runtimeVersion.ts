/** As recipes record it: the package itself is in the worker only. A test holds it against what is installed. */
export const RUNTIME = 'onnxruntime-web 1.30.0'
