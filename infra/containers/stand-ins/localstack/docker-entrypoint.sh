#!/bin/bash
# Queues in memory, as LocalStack has them; and it says when it is ready, which Testcontainers waits for.
set -euo pipefail

{
    until (: <>/dev/tcp/127.0.0.1/4566) 2>/dev/null; do
        sleep 0.1
    done
    echo Ready.
} &
exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx192m \
    -Dconfig.file=/opt/elasticmq/elasticmq.conf -cp /app/app.jar org.elasticmq.server.Main
