#!/bin/bash
# Starts the broker of compose.yaml. One that was killed is still registered as the leader of everything; its transaction
# coordinator would start on the strength of that, before the registration is renewed, and could call transactions complete
# that have no marker: readers of committed records would wait for ever. So the old registration is taken away first.
set -euo pipefail
controller=${KAFKA_CONTROLLER_QUORUM_VOTERS#*@}

is_forgotten() { # a controller that has just started may say that it knows of no such thing, which is no error to the tool
  said=$(KAFKA_HEAP_OPTS=-Xmx128m /opt/kafka/bin/kafka-cluster.sh unregister --bootstrap-controller "$controller" \
    --id "$KAFKA_NODE_ID" 2>&1) || true
  case $said in
    *"no longer registered"* | *BrokerIdNotRegisteredException*) ;;
    *) return 1 ;;
  esac
}

if [ -e "$KAFKA_LOG_DIRS/meta.properties" ]; then
  until is_forgotten; do
    echo "waits for the controller $controller to take the old registration away: ${said%%$'\n'*}"
    sleep 1
  done
fi
exec /etc/kafka/docker/run
