#!/bin/sh
# A stand-in for the application's scripts/start.sh.
echo 'vibes: start'
