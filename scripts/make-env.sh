#!/bin/sh
# Makes .env of .env.example, with a random secret for each setting that has no value there. An .env that exists keeps what it has,
# and gets what it lacks.
set -eu
cd "$(dirname "$0")/.."
umask 077
touch .env
sed -n 's/^\([A-Z_]*\)=$/\1/p' .env.example | while read -r name; do
  if ! grep -q "^$name=." .env; then
    secret=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s=%s\n' "$name" "$secret" >>.env
    echo "$name: made"
  fi
done
echo "Ready: .env has every secret. Keep it, and a copy of it, where only you can read it."
