/** Names the package in recipes. A constant, since the package itself is in the worker only; a test holds it against what is installed. */
export const RUNTIME = 'onnxruntime-web 1.30.0'
