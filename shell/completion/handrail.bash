# Completion of handrail for bash, made from its command model: a spec fails where it is stale.
# source it in ~/.bashrc, or copy it to ~/.local/share/bash-completion/completions/handrail

_handrail_commands() {
  cat <<'end'
list:the runbooks there, and the last run of each
new:a runbook to begin with, each line explained
import:a checklist in Markdown as the draft of a runbook
show:a runbook or a plan file as a document for reviewers
check:every mistake that can be seen without a target
plan:what each step would do, exactly; reads only
test:specifications beside runbooks, in the sandbox
explain:what exactly one step would do, in order; reads only
run:runs a runbook, step by step
resume:goes on where a run stopped, also from a file that was exported
rollback:takes back what a run did, newest first
abandon:closes an open run as it is
restore:what can be restored, and the runbook that does it
partitions:partitions as they stand: rows, sizes, gaps, when the next is due
runs:every run, newest first; prune removes old ones
due:what runs that are done have left for later, and since when
status:how a run stands, from another terminal too
report:a run's report
verify:whether a run's journal is whole and unaltered
export:hands a run over to another person or machine
note:a note into the open run's journal
env:what is bound where and why, and is it reachable
doctor:what is missing on this machine, or for a runbook, and what to do
sandbox:the embedded PostgreSQL and Redis
help:this, or all options of a command
end
}

_handrail_options() {
  case $1 in
    list)
      cat <<'end'
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    new)
      cat <<'end'
--template:migration, partitions, cache, release or restore-drill
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    import)
      cat <<'end'
--out:where the draft goes; printed where left out
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    show)
      cat <<'end'
--format:md (the default) or json
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    check)
      cat <<'end'
--format:text (the default), json, sarif or github
--strict:exit 1 where there are hazards that nobody accepted
--watch:checks again whatever changes, until Ctrl-C
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    plan)
      cat <<'end'
--detailed-exitcode:exit 11 where there is work to do
--out:writes the plan to a file for run --plan FILE
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    test)
      cat <<'end'
--junit:writes JUnit XML there
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    explain)
      cat <<'end'
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    run)
      cat <<'end'
--plan:runs exactly what plan --out wrote, once
--yes:yes to what reads, or to what changes too
--confirm:yes to one step, its target named
--answer:the answer to a manual step
--evidence:the evidence that a manual step asks for
--skip:leaves a step out
--override:goes on although a require does not hold
--by-hand:a step was done by hand; its checks are judged
--outcome:what became of an unknown effect: done:REASON or not-done:REASON
--consent:agrees to what a plan does only then
--accept:goes on although something changed: runbook, inputs, target, operator, drift or plan
--on-failure:ask, stop or rollback
--on-window:where a step does not fit into the window: stop, rollback or continue
--ask:every step, or from changes, or from destroys on
--from:starts there
--until:stops before it
--only:this step or section alone
--wait-lock:waits so long for another run to end
--metrics-file:keeps OpenMetrics text there
--deadline:starts no step after so long
--id:the run's own id: the same key resumes that run
--label:kept with the run, e.g. ticket=CHG1
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    resume)
      cat <<'end'
--file:a run that was exported, or its journal
--runbook:where the runbook is now, if not where it was
--yes:yes to what reads, or to what changes too
--confirm:yes to one step, its target named
--answer:the answer to a manual step
--evidence:the evidence that a manual step asks for
--skip:leaves a step out
--override:goes on although a require does not hold
--by-hand:a step was done by hand; its checks are judged
--outcome:what became of an unknown effect: done:REASON or not-done:REASON
--consent:agrees to what a plan does only then
--accept:goes on although something changed: runbook, inputs, target, operator, drift or plan
--on-failure:ask, stop or rollback
--on-window:where a step does not fit into the window: stop, rollback or continue
--ask:every step, or from changes, or from destroys on
--from:starts there
--until:stops before it
--only:this step or section alone
--wait-lock:waits so long for another run to end
--metrics-file:keeps OpenMetrics text there
--deadline:starts no step after so long
--now:what is due later is done now
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    rollback)
      cat <<'end'
--file:a run that was exported, or its journal
--runbook:where the runbook is now, if not where it was
--to:down to this step or section, and with it
--by:by a recovery of the runbook instead
--yes:yes to what reads, or to what changes too
--confirm:yes to one step, its target named
--answer:the answer to a manual step
--evidence:the evidence that a manual step asks for
--skip:leaves a step out
--override:goes on although a require does not hold
--by-hand:a step was done by hand; its checks are judged
--outcome:what became of an unknown effect: done:REASON or not-done:REASON
--consent:agrees to what a plan does only then
--accept:goes on although something changed: runbook, inputs, target, operator, drift or plan
--on-failure:ask, stop or rollback
--on-window:where a step does not fit into the window: stop, rollback or continue
--ask:every step, or from changes, or from destroys on
--from:starts there
--until:stops before it
--only:this step or section alone
--wait-lock:waits so long for another run to end
--metrics-file:keeps OpenMetrics text there
--deadline:starts no step after so long
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    abandon)
      cat <<'end'
--file:a run that was exported, or its journal
--runbook:where the runbook is now, if not where it was
--reason:why; it is kept
--lost:the run's journal is lost: takes its note away from what this runbook changes
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    restore)
      cat <<'end'
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    partitions)
      cat <<'end'
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    runs)
      cat <<'end'
--keep:with prune: how long a run that is over stays, e.g. 90d
--dry-run:with prune: only tells what would be removed
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    due)
      cat <<'end'
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    status)
      cat <<'end'
--file:a run that was exported, or its journal
--follow:goes on telling until the run pauses or ends
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    report)
      cat <<'end'
--file:a run that was exported, or its journal
--format:md (the default), json, html, junit, or github: md without the effects
--compare:beside this run: durations, states and sizes
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    verify)
      cat <<'end'
--file:a run that was exported, or its journal
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    export)
      cat <<'end'
--out:the file to write, e.g. shop.run
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    note)
      cat <<'end'
--run:the run; the only open one where it is left out
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    env)
      cat <<'end'
--show-origin:where each value was set
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    doctor)
      cat <<'end'
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    sandbox)
      cat <<'end'
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    help)
      cat <<'end'
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
    *)
      cat <<'end'
--env:the environment
--set:an input's value
--json:JSON lines on standard output
--color:auto, always, never
--no-input:never ask, even in a terminal
--home:where runs are kept
--debug:where an unexpected failure happened
--accessible:for screen readers: nothing is drawn over, words stand for symbols
--quiet:tells only what is not as it should be, and the result
--verbose:tells each effect and each check
--bell:rings at the end of a step that took so long; off: never
--allow-writes:sql and redis in the shell may change something
--database:binds a database: service=x, a URI or keywords
--cache:binds a cache: redis://host:port/number
--service:binds a service: http://host/path
--metrics:binds a Prometheus: http://host:9090
--help:this
end
      ;;
  esac
}

_handrail_value() {
  case $1:$2 in
    show:--format) echo words md json ;;
    check:--format) echo words text json sarif github ;;
    report:--format) echo words github html json junit md ;;
    *:--env) echo environment ;;
    *:--set) echo input ;;
    *:--color) echo words auto always never ;;
    *:--home) echo file ;;
    *:--bell) echo open_words off 30s 5m ;;
    *:--database) echo value ;;
    *:--cache) echo value ;;
    *:--service) echo value ;;
    *:--metrics) echo value ;;
    *:--template) echo words migration partitions cache release restore-drill ;;
    *:--out) echo file ;;
    *:--junit) echo file ;;
    *:--plan) echo file ;;
    *:--yes) echo words reads changes ;;
    *:--confirm) echo step_with ;;
    *:--answer) echo step_with ;;
    *:--evidence) echo step_with ;;
    *:--skip) echo step_with ;;
    *:--override) echo step_with ;;
    *:--by-hand) echo step_with ;;
    *:--outcome) echo step_with ;;
    *:--consent) echo step_with ;;
    *:--accept) echo open_words runbook= inputs= target= operator= drift= plan= ;;
    *:--on-failure) echo words ask stop rollback ;;
    *:--on-window) echo words stop rollback continue ;;
    *:--ask) echo words every changes destroys ;;
    *:--from) echo step ;;
    *:--until) echo step ;;
    *:--only) echo step ;;
    *:--wait-lock) echo value ;;
    *:--metrics-file) echo value ;;
    *:--deadline) echo value ;;
    *:--id) echo value ;;
    *:--label) echo value ;;
    *:--file) echo file ;;
    *:--runbook) echo runbook ;;
    *:--to) echo step ;;
    *:--by) echo recovery ;;
    *:--reason) echo value ;;
    *:--lost) echo runbook ;;
    *:--keep) echo value ;;
    *:--compare) echo run ;;
    *:--run) echo open_run ;;
  esac
}

_handrail_argument() {
  case $1 in
    import) echo file ;;
    show) echo runbook ;;
    check) echo runbook ;;
    plan) echo runbook ;;
    test) echo runbook ;;
    explain) echo runbook ;;
    run) echo runbook ;;
    resume) echo open_run ;;
    rollback) echo run ;;
    abandon) echo open_run ;;
    runs) echo words prune ;;
    status) echo open_run ;;
    report) echo run ;;
    verify) echo run ;;
    export) echo run ;;
    env) echo environment ;;
    doctor) echo runbook ;;
    sandbox) echo words start stop reset url ;;
    help) echo command ;;
  esac
}

# The file of the runbook that is named among the words of the line.
_handrail_file() {
  local word
  for word; do
    if [ -f "runbooks/$word.groovy" ]; then echo "runbooks/$word.groovy" && return; fi
    if [ -f "runbooks/$word/$word.groovy" ]; then echo "runbooks/$word/$word.groovy" && return; fi
    case $word in *.groovy) [ -f "$word" ] && echo "$word" && return ;; esac
  done
  return 1
}

# Names of a kind, from files alone; the rest are the words of the line.
_handrail_names() {
  local kind=$1 file
  local home=${HANDRAIL_HOME:-${XDG_STATE_HOME:-$HOME/.local/state}/handrail}
  local config=${HANDRAIL_HOME:-${XDG_CONFIG_HOME:-$HOME/.config}/handrail}
  shift
  case $kind in
    runbook)
      find runbooks -maxdepth 2 -name '*.groovy' 2>/dev/null | sed -n \
        's|^runbooks/\([^/]*\)\.groovy$|\1|p; s|^runbooks/\([^/]*\)/\1\.groovy$|\1|p' ;;
    environment)
      echo sandbox
      cat handrail.yml "$config/handrail.yml" 2>/dev/null | sed -n \
        '/^environments:/,/^[^ #]/s/^  \([A-Za-z0-9][A-Za-z0-9._-]*\):.*/\1/p' ;;
    run | open_run) ls -t "$home/runs" 2>/dev/null ;;
    command) _handrail_commands | sed 's/:.*//' ;;
    step | step_with)
      file=$(_handrail_file "$@") && sed -n \
        's/^ *section(["'\'']\([^"'\'']*\).*/s \1/p; s/^ *step(["'\'']\([^"'\'']*\).*/t \1/p' "$file" |
        { section=; while read -r what name; do
            if [ "$what" = s ]; then section=$name; else echo "$section/$name"; fi
          done; } ;;
    recovery) file=$(_handrail_file "$@") && sed -n 's/^ *recovery(["'\'']\([^"'\'']*\).*/\1/p' "$file" ;;
    input) file=$(_handrail_file "$@") && sed -n 's/.*[ =(]input(["'\'']\([^"'\'']*\).*/\1/p' "$file" ;;
  esac
}

_handrail() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command='' value='' tail='' i
  # Bash takes --env=prod for three words.
  if [ "$previous" = = ]; then
    previous=${COMP_WORDS[COMP_CWORD-2]}
  elif [ "$current" = = ]; then
    current=
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      -*) [ -z "$(_handrail_value '' "${COMP_WORDS[i]}")" ] || i=$((i + 1)) ;;
      *) command=${COMP_WORDS[i]}; break ;;
    esac
  done
  case $previous in --*) value=$(_handrail_value "$command" "$previous") ;; esac
  if [ -z "$value" ]; then
    case $current in
      -*) value="words $(_handrail_options "$command" | sed 's/:.*//')" ;;
      *) if [ -n "$command" ]; then value=$(_handrail_argument "$command"); else value=command; fi ;;
    esac
  fi
  COMPREPLY=()
  local IFS=$' \n'
  case $value in
    '' | value | file) return ;;
    words\ *) COMPREPLY=($(compgen -W "${value#* }" -- "$current")) ;;
    open_words\ *) tail=nospace; COMPREPLY=($(compgen -W "${value#* }" -- "$current")) ;;
    step_with | input) tail=nospace
      COMPREPLY=($(compgen -S = -W "$(_handrail_names "$value" "${COMP_WORDS[@]}")" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$(_handrail_names "$value" "${COMP_WORDS[@]}")" -- "$current")) ;;
  esac
  [ -z "$tail" ] || compopt -o nospace 2>/dev/null
}
complete -o default -F _handrail handrail
