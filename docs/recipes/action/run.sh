# What action.yml runs; its inputs are in the environment.
set -eu
docpiler() {
  if [ -n "${DOCPILER_VERSION:-}" ]; then
    go run "github.com/docpiler/docpiler/cmd/docpiler@$DOCPILER_VERSION" "$@"
  else
    go tool docpiler "$@"
  fi
}
config=${DOCPILER_CONFIG:-docpiler.yaml}
if [ "${DOCPILER_PULL:-false}" = true ]; then
  docpiler pull -c "$config"
fi
status=0
docpiler lint -c "$config" --format github --fail-on "${DOCPILER_FAIL_ON:-error}" || status=$?
docpiler check -c "$config" || status=$?
exit $status
