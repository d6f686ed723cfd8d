#!/usr/bin/env bash
# Measures what placing by traffic is worth, on four nodes of the boutique in two zones on
# this machine, with the load entering at one node and at all, and prints a table for each.
# Takes about fifteen minutes; leave the machine to it.
#
#   colocation.sh [RATE]    with RATE checkouts a second (20)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rate="${1:-20}"
[[ "$rate" =~ ^[1-9][0-9]{0,3}$ ]] || { echo "colocation.sh: RATE is '$rate'. Use a number from 1 to 9999." >&2; exit 2; }
mvn -q -B verify -pl demo-app -am -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
  -Dit.test=ColocationReport -Dfailsafe.failIfNoSpecifiedTests=false -Dcolocation.rate="$rate"
