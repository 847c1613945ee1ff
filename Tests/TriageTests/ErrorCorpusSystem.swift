// Error texts of shells, compilers, package managers, containers and clusters.
extension ErrorCorpus {
    static let system = #"""
        == shell command not found
        bash: line 1: rg: command not found
        /bin/bash: line 14: uv: command not found
        bash: nmap: command not found
        ./run.sh: line 7: cmake: command not found
        zsh: command not found: gobuster
        == sh not found
        sh: 1: curl: not found
        /bin/sh: 1: python: not found
        /bin/sh: 3: ./configure: not found
        sh: 12: jq: not found
        == shell no such file
        cat: /app/flag.txt: No such file or directory
        ls: cannot access '/srv/data': No such file or directory
        bash: ./solve.sh: No such file or directory
        bash: line 2: cd: /workspace/repo: No such file or directory
        grep: config.yaml: No such file or directory
        == shell permission denied
        bash: ./exploit: Permission denied
        cat: /etc/shadow: Permission denied
        mkdir: cannot create directory '/opt/x': Permission denied
        bash: line 5: /usr/local/bin/tool: Permission denied
        == shell no space
        tar: layer.tar: Cannot write: No space left on device
        cp: error writing '/tmp/dump.bin': No space left on device
        dd: error writing 'disk.img': No space left on device
        bash: echo: write error: No space left on device
        == python no space
        OSError: [Errno 28] No space left on device
        OSError: [Errno 28] No space left on device: '/root/.cache/pip/http/a/b'
        Traceback (most recent call last):⏎  File "dl.py", line 3, in <module>⏎    f.write(chunk)⏎OSError: [Errno 28] No space left on device
        == shell killed
        bash: line 1: 4127 Killed                  python train.py --epochs 10
        /bin/bash: line 3:    88 Killed                  ./brute 6
        run.sh: line 22: 19003 Killed                  make -j16
        Killed
        == shell segfault
        bash: line 1: 3310 Segmentation fault      (core dumped) ./vuln AAAA
        Segmentation fault (core dumped)
        run.sh: line 4:    12 Segmentation fault      (core dumped) python3 fuzz.py
        Segmentation fault
        == exit code 137
        Command exited with code 137
        agent exited with code 137
        Agent exited with code 137
        == exit code 1
        Command exited with code 1
        command exited with code 1
        Command exited with code 1.
        == exit code 124
        Command exited with code 124
        command exited with code 124
        Command exited with code 124.
        == make error
        make: *** [Makefile:12: all] Error 1
        make: *** [Makefile:140: build/main.o] Error 1
        make: *** [Makefile:7: test] Error 1
        == undefined reference
        /usr/bin/ld: main.o: undefined reference to `sqrt'
        /usr/bin/ld: /tmp/ccX3kf1a.o: undefined reference to `pthread_create'
        /usr/bin/ld: util.o: undefined reference to `inflateInit_'
        == compiler header
        main.c:3:10: fatal error: openssl/ssl.h: No such file or directory
        src/net.c:11:10: fatal error: pcap.h: No such file or directory
        a.cpp:1:10: fatal error: gmp.h: No such file or directory
        == gcc undeclared
        main.c:17:5: error: 'count' undeclared (first use in this function)
        solve.c:203:12: error: 'PATH_MAX' undeclared (first use in this function)
        src/x.c:9:2: error: 'NULL' undeclared (first use in this function)
        == rust unresolved
        error[E0432]: unresolved import `serde_json`
        error[E0432]: unresolved import `crate::parser`
        error[E0432]: unresolved import `tokio`
        == rust mismatched
        error[E0308]: mismatched types
        error[E0308]: mismatched types⏎  --> src/main.rs:14:9⏎   |⏎14 |         x⏎   |         ^ expected `u32`, found `i64`
        error[E0308]: mismatched types⏎ --> src/lib.rs:201:18
        == node module
        Error: Cannot find module 'express'
        Error: Cannot find module './lib/parse'
        Error: Cannot find module '/app/dist/index.js'⏎    at Module._resolveFilename (node:internal/modules/cjs/loader:1140:15)⏎    at Module._load (node:internal/modules/cjs/loader:981:27)
        node:internal/modules/cjs/loader:1148⏎  throw err;⏎  ^⏎⏎Error: Cannot find module 'typescript'⏎Require stack:⏎- /app/run.js
        == node undefined property
        TypeError: Cannot read properties of undefined (reading 'map')
        TypeError: Cannot read properties of undefined (reading 'length')⏎    at parse (/app/src/parse.js:14:22)⏎    at main (/app/src/index.js:3:1)
        TypeError: Cannot read properties of undefined (reading 'content')
        == node heap
        FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
        <--- Last few GCs --->⏎[41:0x5581] 30211 ms: Mark-sweep 2041.2 (2083.1) -> 2040.9 MB⏎FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
        FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory⏎ 1: 0xb090e0 node::Abort() [node]
        == npm resolve
        npm ERR! code ERESOLVE⏎npm ERR! ERESOLVE unable to resolve dependency tree
        npm ERR! ERESOLVE unable to resolve dependency tree
        npm ERR! code ERESOLVE⏎npm ERR! ERESOLVE unable to resolve dependency tree⏎npm ERR! While resolving: app@0.1.0
        == pip no distribution
        ERROR: No matching distribution found for torch==1.7.0
        ERROR: Could not find a version that satisfies the requirement tensorflow==1.15 (from versions: 2.12.0, 2.13.0)⏎ERROR: No matching distribution found for tensorflow==1.15
        ERROR: No matching distribution found for fastokens>=2
        == apt locate
        E: Unable to locate package ripgrep
        E: Unable to locate package python3.9-venv
        Reading package lists...⏎Building dependency tree...⏎E: Unable to locate package libssl1.0-dev
        == apt lock
        E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 311 (apt-get)
        E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 9042 (unattended-upgr)
        E: Could not get lock /var/lib/apt/lists/lock. It is held by process 77 (apt-get)
        == git not a repository
        fatal: not a git repository (or any of the parent directories): .git
        fatal: not a git repository (or any of the parent directories): .git
        == git patch
        error: patch failed: src/app.py:41⏎error: src/app.py: patch does not apply
        error: patch failed: django/db/models/query.py:1203⏎error: django/db/models/query.py: patch does not apply
        error: patch failed: lib/x.rb:7⏎error: lib/x.rb: patch does not apply
        == git clone
        fatal: unable to access 'https://github.com/acme/target.git/': Could not resolve host: github.com
        fatal: unable to access 'https://gitlab.internal/ctf/web.git/': Could not resolve host: gitlab.internal
        Cloning into 'repo'...⏎fatal: unable to access 'https://github.com/psf/requests/': Could not resolve host: github.com
        == go panic nil
        panic: runtime error: invalid memory address or nil pointer dereference
        panic: runtime error: invalid memory address or nil pointer dereference⏎[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x47e2f1]⏎goroutine 1 [running]:
        panic: runtime error: invalid memory address or nil pointer dereference⏎goroutine 18 [running]:⏎main.main()
        == go panic index
        panic: runtime error: index out of range [5] with length 5
        panic: runtime error: index out of range [0] with length 0⏎⏎goroutine 1 [running]:⏎main.solve(...)
        panic: runtime error: index out of range [12] with length 3
        == java heap
        Exception in thread "main" java.lang.OutOfMemoryError: Java heap space
        Exception in thread "worker-3" java.lang.OutOfMemoryError: Java heap space⏎	at java.util.Arrays.copyOf(Arrays.java:3332)
        java.lang.OutOfMemoryError: Java heap space
        == java class
        Exception in thread "main" java.lang.NoClassDefFoundError: org/apache/commons/lang3/StringUtils
        Exception in thread "main" java.lang.NoClassDefFoundError: com/acme/Solver⏎	at Main.main(Main.java:7)
        java.lang.NoClassDefFoundError: kotlin/jvm/internal/Intrinsics
        == docker pull
        Error response from daemon: pull access denied for acme/ctf-web, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
        Error response from daemon: pull access denied for bench/task-114, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
        docker: Error response from daemon: pull access denied for registry.local/agent, repository does not exist or may require 'docker login': denied: requested access to the resource is denied.
        == docker manifest unknown
        Error response from daemon: manifest for python:3.99-slim not found: manifest unknown: manifest unknown
        Error response from daemon: manifest for ghcr.io/acme/env:2026-04-01 not found: manifest unknown: manifest unknown
        Error response from daemon: manifest for ubuntu:jammyy not found: manifest unknown: manifest unknown
        == docker daemon
        Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
        Cannot connect to the Docker daemon at tcp://10.4.0.9:2375. Is the docker daemon running?
        ERROR: Cannot connect to the Docker daemon at unix:///run/user/1000/docker.sock. Is the docker daemon running?
        == docker no container
        Error response from daemon: No such container: 8f1c2d3e4a5b
        Error response from daemon: No such container: agent-env-0042
        Error response from daemon: No such container: 1b7de0ca917f33
        == docker not running
        Error response from daemon: container 9c0ffee1a2b3 is not running
        Error response from daemon: container 71ab0e55dd10 is not running
        Error response from daemon: container b01dface0001 is not running
        == docker port
        Error response from daemon: driver failed programming external connectivity on endpoint web-1 (5f0c1a2b): Bind for 0.0.0.0:8080 failed: port is already allocated
        Error response from daemon: driver failed programming external connectivity on endpoint task-77 (a1b2c3d4): Bind for 0.0.0.0:31337 failed: port is already allocated
        docker: Error response from daemon: driver failed programming external connectivity on endpoint db (99f0aa): Bind for 127.0.0.1:5432 failed: port is already allocated.
        == docker rate
        toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit
        Error response from daemon: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit
        == docker exec
        OCI runtime exec failed: exec failed: unable to start container process: exec: "bash": executable file not found in $PATH: unknown
        OCI runtime exec failed: exec failed: unable to start container process: exec: "tmux": executable file not found in $PATH: unknown
        OCI runtime exec failed: exec failed: unable to start container process: exec: "python3": executable file not found in $PATH: unknown
        == docker build
        failed to solve: process "/bin/sh -c apt-get update && apt-get install -y tmux" did not complete successfully: exit code: 100
        failed to solve: process "/bin/sh -c apt-get install -y foo" did not complete successfully: exit code: 100
        ERROR: failed to solve: process "/bin/sh -c apt-get -qq update" did not complete successfully: exit code: 100
        == k8s image
        Back-off pulling image "ghcr.io/acme/agent:v12"
        Back-off pulling image "registry.k8s.internal/bench/env:latest"
        Back-off pulling image "python:3.13-slim"
        == k8s scheduling
        0/12 nodes are available: 12 Insufficient memory. preemption: 0/12 nodes are available: 12 No preemption victims found for incoming pod.
        0/3 nodes are available: 3 Insufficient memory. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.
        0/40 nodes are available: 40 Insufficient memory. preemption: 0/40 nodes are available: 40 No preemption victims found for incoming pod.
        == k8s oom
        container agent terminated: OOMKilled (exit code 137, limit 4Gi)
        container env terminated: OOMKilled (exit code 137, limit 512Mi)
        container agent terminated: OOMKilled (exit code 137, limit 16Gi)
        == kernel oom
        Out of memory: Killed process 4127 (python) total-vm:18234532kB, anon-rss:15920012kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:31412kB oom_score_adj:0
        Out of memory: Killed process 88 (node) total-vm:923452kB, anon-rss:802112kB, file-rss:12kB, shmem-rss:0kB, UID:1000 pgtables:1412kB oom_score_adj:0
        [90211.114] Out of memory: Killed process 9001 (java) total-vm:8234532kB, anon-rss:7920012kB, file-rss:0kB, shmem-rss:4kB, UID:0 pgtables:3412kB oom_score_adj:300
        """#
}
