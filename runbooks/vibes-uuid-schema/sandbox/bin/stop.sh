#!/bin/sh
# A stand-in for the application's scripts/stop.sh.
echo 'vibes: stop'
