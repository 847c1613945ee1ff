// Error texts written before anybody looked at what the masker makes of them, and after the rules that the other corpora
// led to. The first figures were precision 1.0 and recall 0.717; general rules followed from them. `==` starts a hand-made class; `⏎` is a line feed.
extension ErrorCorpus {
    static let unseen = parse(
        #"""
        == python stop iteration
        RuntimeError: generator raised StopIteration
        Traceback (most recent call last):⏎  File "/srv/agent/loop.py", line 77, in drive⏎    next(turns)⏎RuntimeError: generator raised StopIteration
        == python dict changed
        RuntimeError: dictionary changed size during iteration
        Worker 3 failed: RuntimeError: dictionary changed size during iteration
        == python unhashable
        TypeError: unhashable type: 'list'
        TypeError: unhashable type: 'dict'
        Traceback (most recent call last):⏎  File "/app/dedupe.py", line 8, in <module>⏎    seen.add(row)⏎TypeError: unhashable type: 'numpy.ndarray'
        == python not callable
        TypeError: 'str' object is not callable
        TypeError: 'module' object is not callable
        == python local variable
        UnboundLocalError: cannot access local variable 'total' where it is not associated with a value
        UnboundLocalError: cannot access local variable 'conn' where it is not associated with a value
        == python overflow
        OverflowError: Python int too large to convert to C long
        Traceback (most recent call last):⏎  File "rsa.py", line 20, in <module>⏎    arr = np.array([n, e])⏎OverflowError: Python int too large to convert to C long
        == python circular import
        ImportError: cannot import name 'Config' from partially initialized module 'app.core' (most likely due to a circular import) (/app/core.py)
        ImportError: cannot import name 'Agent' from partially initialized module 'runner' (most likely due to a circular import) (/srv/runner/__init__.py)
        == pandas column
        pandas.errors.UndefinedVariableError: name 'revenue' is not defined
        pandas.errors.UndefinedVariableError: name 'user_id' is not defined
        == pandas parse
        pandas.errors.ParserError: Error tokenizing data. C error: Expected 7 fields in line 1044, saw 9
        ParserError: Error tokenizing data. C error: Expected 3 fields in line 12, saw 4
        == numpy broadcast
        ValueError: operands could not be broadcast together with shapes (3,4) (4,3)
        ValueError: operands could not be broadcast together with shapes (128,) (64,1)
        == sqlite locked
        sqlite3.OperationalError: database is locked
        django.db.utils.OperationalError: database is locked
        == sqlite table
        sqlite3.OperationalError: no such table: users
        sqlite3.OperationalError: no such table: audit_log_2024
        == postgres relation
        psycopg2.errors.UndefinedTable: relation "accounts" does not exist⏎LINE 1: SELECT * FROM accounts⏎                      ^
        psycopg2.errors.UndefinedTable: relation "public.events" does not exist⏎LINE 3:   FROM public.events⏎               ^
        == postgres duplicate
        psycopg2.errors.UniqueViolation: duplicate key value violates unique constraint "users_email_key"⏎DETAIL:  Key (email)=(a@b.example) already exists.
        ERROR:  duplicate key value violates unique constraint "orders_pkey"⏎DETAIL:  Key (id)=(4711) already exists.
        == postgres slots
        FATAL:  sorry, too many clients already
        psql: error: connection to server at "10.4.1.9", port 5432 failed: FATAL:  sorry, too many clients already
        == mysql deadlock
        ERROR 1213 (40001): Deadlock found when trying to get lock; try restarting transaction
        pymysql.err.OperationalError: (1213, 'Deadlock found when trying to get lock; try restarting transaction')
        == elasticsearch shards
        elasticsearch.NotFoundError: NotFoundError(404, 'index_not_found_exception', 'no such index [logs-2026.01.03]', logs-2026.01.03, index_or_alias)
        elasticsearch.NotFoundError: NotFoundError(404, 'index_not_found_exception', 'no such index [traces]', traces, index_or_alias)
        == pip hash
        ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, please update the hashes.
        ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, please update the hashes.⏎    flask==3.0.0 from https://files.pythonhosted.org/packages/36/42/flask-3.0.0-py3-none-any.whl:⏎        Expected sha256 21128f47e4e3
        == pip externally managed
        error: externally-managed-environment⏎⏎× This environment is externally managed⏎╰─> To install Python packages system-wide, try apt install python3-xyz
        error: externally-managed-environment
        == pip wheel
        ERROR: Failed building wheel for psycopg2
        ERROR: Failed building wheel for pycrypto⏎ERROR: Could not build wheels for pycrypto, which is required to install pyproject.toml-based projects
        == pip python version
        ERROR: Package 'networkx' requires a different Python: 3.8.18 not in '>=3.10'
        ERROR: Package 'contourpy' requires a different Python: 3.9.2 not in '>=3.11'
        == npm missing script
        npm ERR! Missing script: "build"
        npm error Missing script: "test:unit"
        == npm peer
        npm ERR! code ERESOLVE⏎npm ERR! ERESOLVE unable to resolve dependency tree⏎npm ERR! While resolving: web@0.1.0⏎npm ERR! Found: react@18.2.0
        npm error code ERESOLVE⏎npm error ERESOLVE unable to resolve dependency tree⏎npm error While resolving: shop@2.3.1⏎npm error Found: vue@2.7.16
        == npm 404
        npm ERR! 404 Not Found - GET https://registry.npmjs.org/left-padd - Not found
        npm error 404 Not Found - GET https://registry.npmjs.org/@acme%2fui - Not found
        == node heap
        FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
        <--- Last few GCs --->⏎[88:0x5c1] 41233 ms: Mark-sweep 2043.1 (2083.3) -> 2041.9 (2083.6) MB⏎FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory⏎ 1: 0xb7a940 node::Abort() [node]
        == node undefined property
        TypeError: Cannot read properties of undefined (reading 'map')
        /app/server.js:18⏎  const id = req.user.id⏎                      ^⏎⏎TypeError: Cannot read properties of undefined (reading 'id')⏎    at /app/server.js:18:23
        == node module
        Error: Cannot find module 'express'⏎Require stack:⏎- /app/index.js
        node:internal/modules/cjs/loader:1143⏎  throw err;⏎  ^⏎⏎Error: Cannot find module './routes/users'⏎Require stack:⏎- /srv/api/app.js
        == node syntax
        SyntaxError: Unexpected token '}'
        /tmp/solve.js:44⏎}⏎^⏎⏎SyntaxError: Unexpected token '}'⏎    at internalCompileFunction (node:internal/vm:76:18)
        == node reset
        Error: read ECONNRESET⏎    at TCP.onStreamRead (node:internal/stream_base_commons:217:20)
        [worker 4] Error: read ECONNRESET
        == go nil map
        panic: assignment to entry in nil map⏎⏎goroutine 1 [running]:⏎main.main()⏎	/app/main.go:14 +0x45
        panic: assignment to entry in nil map⏎⏎goroutine 34 [running]:⏎app/store.(*Cache).Put(0xc00001, 0x3)⏎	/src/store/cache.go:61 +0x91
        == go deadlock
        fatal error: all goroutines are asleep - deadlock!⏎⏎goroutine 1 [chan receive]:⏎main.main()
        fatal error: all goroutines are asleep - deadlock!⏎⏎goroutine 1 [semacquire]:⏎sync.runtime_Semacquire(0xc000014)
        == go undefined
        ./main.go:21:9: undefined: parseFlag
        internal/proxy/dial.go:108:14: undefined: newDialer
        == go unused
        ./main.go:6:2: "os" imported and not used
        cmd/agent/run.go:11:2: "encoding/json" imported and not used
        == go context deadline
        rpc error: code = DeadlineExceeded desc = context deadline exceeded
        failed to start container: rpc error: code = DeadlineExceeded desc = context deadline exceeded
        == java null
        Exception in thread "main" java.lang.NullPointerException: Cannot invoke "String.length()" because "<local1>" is null⏎	at Solver.main(Solver.java:12)
        Exception in thread "pool-1-thread-3" java.lang.NullPointerException: Cannot invoke "java.util.List.size()" because "this.rows" is null⏎	at app.Report.print(Report.java:88)
        == java class
        Error: Could not find or load main class Main⏎Caused by: java.lang.ClassNotFoundException: Main
        Error: Could not find or load main class com.acme.Runner⏎Caused by: java.lang.ClassNotFoundException: com.acme.Runner
        == java heap
        Exception in thread "main" java.lang.OutOfMemoryError: Java heap space
        java.lang.OutOfMemoryError: Java heap space⏎	at java.base/java.util.Arrays.copyOf(Arrays.java:3537)
        == javac symbol
        Solver.java:31: error: cannot find symbol⏎        Deque<Integer> d = new ArrayDeque<>();⏎  symbol:   class Deque
        src/main/java/app/Main.java:7: error: cannot find symbol⏎  symbol:   variable paths
        == maven compile
        [ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.11.0:compile (default-compile) on project shop: Compilation failure
        [ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.8.1:compile (default-compile) on project parser-core: Compilation failure
        == gradle task
        FAILURE: Build failed with an exception.⏎⏎* What went wrong:⏎Execution failed for task ':app:compileJava'.
        FAILURE: Build failed with an exception.⏎⏎* What went wrong:⏎Execution failed for task ':lib:test'.
        == rust borrow
        error[E0382]: borrow of moved value: `data`⏎  --> src/main.rs:14:20
        error[E0382]: borrow of moved value: `config`⏎ --> src/lib/net.rs:203:9
        == rust trait
        error[E0277]: the trait bound `Point: Serialize` is not satisfied
        error[E0277]: the trait bound `MyError: std::error::Error` is not satisfied
        == rust index panic
        thread 'main' panicked at src/grid.rs:55:13:⏎index out of bounds: the len is 10 but the index is 10
        thread 'worker-2' panicked at src/solver/mod.rs:9:5:⏎index out of bounds: the len is 0 but the index is 3
        == c undeclared
        main.c:12:5: error: 'count' undeclared (first use in this function)
        src/vm/exec.c:440:17: error: 'OP_JMP' undeclared (first use in this function)
        == c linker
        /usr/bin/ld: /tmp/ccX1aZ.o: in function `main':⏎exploit.c:(.text+0x1f): undefined reference to `system_call'⏎collect2: error: ld returned 1 exit status
        /usr/bin/ld: vm.o: in function `run':⏎vm.c:(.text+0x4a2): undefined reference to `trace'⏎collect2: error: ld returned 1 exit status
        == make target
        make: *** No rule to make target 'install'.  Stop.
        make: *** No rule to make target 'build/kernel.o', needed by 'all'.  Stop.
        == make error
        make: *** [Makefile:17: test] Error 2
        make: *** [Makefile:40: check] Error 2
        == valgrind invalid
        ==4411== Invalid read of size 8
        ==97== Invalid read of size 4
        == docker daemon
        Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
        docker: Cannot connect to the Docker daemon at tcp://10.0.0.4:2375. Is the docker daemon running?.⏎See 'docker run --help'.
        == docker port
        docker: Error response from daemon: driver failed programming external connectivity on endpoint web (9af1c2): Bind for 0.0.0.0:8080 failed: port is already allocated.
        Error response from daemon: driver failed programming external connectivity on endpoint range-db-1 (7c0de4410b): Bind for 127.0.0.1:5432 failed: port is already allocated.
        == docker name
        docker: Error response from daemon: Conflict. The container name "/agent-17" is already in use by container "c0ffee12ab". You have to remove (or rename) that container to be able to reuse that name.
        Error response from daemon: Conflict. The container name "/sandbox_3" is already in use by container "9e8d7c6b5a40". You have to remove (or rename) that container to be able to reuse that name.
        == docker copy
        ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref moby::k3j2: "/requirements.txt": not found
        ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref 1b2c3d::zz91: "/app/dist": not found
        == compose unhealthy
        dependency failed to start: container range-db-1 is unhealthy
        dependency failed to start: container harbor_postgres_7 is unhealthy
        == kubernetes quota
        pods "eval-4c1f" is forbidden: exceeded quota: compute, requested: limits.memory=8Gi, used: limits.memory=60Gi, limited: limits.memory=64Gi
        pods "eval-aa09" is forbidden: exceeded quota: team-b, requested: limits.memory=4Gi, used: limits.memory=125Gi, limited: limits.memory=128Gi
        == kubernetes schedule
        0/12 nodes are available: 3 node(s) had untolerated taint {gpu: true}, 9 Insufficient cpu. preemption: 0/12 nodes are available.
        0/40 nodes are available: 8 node(s) had untolerated taint {spot: true}, 32 Insufficient cpu. preemption: 0/40 nodes are available.
        == kubernetes crash loop
        back-off 5m0s restarting failed container=agent pod=eval-77c_default(1f6c2d30-aaaa-4bbb-8ccc-d00d12345678)
        back-off 40s restarting failed container=env pod=range-3_ns1(9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d)
        == sandbox heartbeat
        sandbox i-0af31c lost: no heartbeat for 95s
        sandbox i-77e0b2 lost: no heartbeat for 120s
        == sandbox upload
        failed to upload /work/task.tar.gz to sandbox sbx_91kd: 413 Payload Too Large
        failed to upload /work/inputs.zip to sandbox sbx_0aa2: 413 Payload Too Large
        == exec limit
        Command exceeded the output limit of 1048576 bytes and was stopped
        Command exceeded the output limit of 65536 bytes and was stopped
        == shell unbound
        ./setup.sh: line 12: API_URL: unbound variable
        /entrypoint.sh: line 3: FLAG_PATH: unbound variable
        == shell bad substitution
        /bin/sh: 1: Bad substitution
        run.sh: 14: Bad substitution
        == shell parse json
        jq: error (at <stdin>:1): Cannot index string with string "flag"
        jq: error (at out.json:204): Cannot index string with string "name"
        == jq parse
        parse error: Invalid numeric literal at line 1, column 10
        jq: parse error: Invalid numeric literal at line 3, column 0
        == grep regex
        grep: Unmatched [, [^, [:, [., or [=
        egrep: Unmatched [, [^, [:, [., or [=
        == ulimit fork
        bash: fork: retry: Resource temporarily unavailable
        -bash: fork: retry: Resource temporarily unavailable
        == disk dd
        dd: error writing 'disk.img': No space left on device
        dd: error writing '/mnt/scratch/out.bin': No space left on device
        == apt lock
        E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 341 (apt-get)
        E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 9127 (unattended-upgr)
        == apt release
        E: The repository 'http://deb.debian.org/debian buster Release' does not have a Release file.
        E: The repository 'http://archive.ubuntu.com/ubuntu lunar-updates Release' does not have a Release file.
        == git not repository
        fatal: not a git repository (or any of the parent directories): .git
        fatal: not a git repository (or any parent up to mount point /mnt)
        == git pathspec
        error: pathspec 'feature/login' did not match any file(s) known to git
        error: pathspec 'v2.1.0' did not match any file(s) known to git
        == git apply
        error: patch failed: src/app.py:31⏎error: src/app.py: patch does not apply
        error: patch failed: lib/io/reader.go:204⏎error: lib/io/reader.go: patch does not apply
        == git dubious
        fatal: detected dubious ownership in repository at '/workspace'
        fatal: detected dubious ownership in repository at '/root/repos/target'
        == tls version
        curl: (35) error:0A000102:SSL routines::unsupported protocol
        curl: (35) error:1425F102:SSL routines:ssl_choose_client_version:unsupported protocol
        == tls hostname
        ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'api.internal'. (_ssl.c:1129)
        [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for '10.9.0.3'. (_ssl.c:1000)
        == tls x509
        x509: certificate signed by unknown authority
        Get "https://registry.lab:5000/v2/": x509: certificate signed by unknown authority
        == dns go
        dial tcp: lookup registry.lab on 127.0.0.11:53: no such host
        dial tcp: lookup model-gateway on 10.96.0.10:53: no such host
        == http chunk
        requests.exceptions.ChunkedEncodingError: ('Connection broken: IncompleteRead(8192 bytes read)', IncompleteRead(8192 bytes read))
        requests.exceptions.ChunkedEncodingError: ('Connection broken: IncompleteRead(120 bytes read)', IncompleteRead(120 bytes read))
        == aiohttp disconnected
        aiohttp.client_exceptions.ServerDisconnectedError: Server disconnected
        ServerDisconnectedError: Server disconnected
        == httpx read timeout
        httpx.ReadTimeout
        Traceback (most recent call last):⏎  File "/venv/lib/python3.12/site-packages/httpx/_transports/default.py", line 101, in map_httpcore_exceptions⏎    yield⏎httpx.ReadTimeout
        == model overloaded
        anthropic.APIStatusError: Error code: 529 - {'type': 'error', 'error': {'type': 'overloaded_error', 'message': 'Overloaded'}, 'request_id': 'req_011CRx'}
        anthropic.APIStatusError: Error code: 529 - {'type': 'error', 'error': {'type': 'overloaded_error', 'message': 'Overloaded'}, 'request_id': 'req_9PqLm2'}
        == model credit
        anthropic.BadRequestError: Error code: 400 - {'type': 'error', 'error': {'type': 'invalid_request_error', 'message': 'Your credit balance is too low to access the Anthropic API.'}}
        Error code: 400 - {'type': 'error', 'error': {'type': 'invalid_request_error', 'message': 'Your credit balance is too low to access the Anthropic API.'}, 'request_id': 'req_77aa'}
        == model not found
        openai.NotFoundError: Error code: 404 - {'error': {'message': 'The model `gpt-6-mini` does not exist or you do not have access to it.', 'type': 'invalid_request_error', 'param': None, 'code': 'model_not_found'}}
        litellm.NotFoundError: OpenAIException - The model `o5-preview` does not exist or you do not have access to it.
        == model key
        openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: sk-proj-****abcd.', 'type': 'invalid_request_error', 'param': None, 'code': 'invalid_api_key'}}
        openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: sk-****9f0e.', 'type': 'invalid_request_error', 'param': None, 'code': 'invalid_api_key'}}
        == model content filter
        openai.BadRequestError: Error code: 400 - {'error': {'message': "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.", 'code': 'content_filter', 'status': 400}}
        Error code: 400 - {'error': {'message': "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.", 'code': 'content_filter', 'status': 400, 'innererror': {'code': 'ResponsibleAIPolicyViolation'}}}
        == model tool result
        messages.14: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_01Ab. Each `tool_use` block must have a corresponding `tool_result` block in the next message.
        messages.3: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_99Zx, toolu_98Yw. Each `tool_use` block must have a corresponding `tool_result` block in the next message.
        == model image size
        messages.7.content.1.image.source.base64: image exceeds 5 MB maximum: 6291456 bytes > 5242880 bytes
        messages.22.content.0.image.source.base64: image exceeds 5 MB maximum: 7340032 bytes > 5242880 bytes
        == agent budget
        Budget exhausted: spent $5.02 of $5.00 after 83 turns
        Budget exhausted: spent $20.11 of $20.00 after 412 turns
        == agent repeated
        Agent repeated the same action 8 times, giving up
        Agent repeated the same action 20 times, giving up
        == agent turn limit
        Stopped after 50 turns without calling submit
        Stopped after 120 turns without calling submit
        == sample limit
        SampleLimitExceeded: token limit exceeded: 1,000,412 > 1,000,000
        SampleLimitExceeded: token limit exceeded: 250,017 > 250,000
        == verifier hash
        Checksum mismatch for output.bin: want 9b74c989, have 7c211433
        Checksum mismatch for results/final.tar: want e3b0c442, have da39a3ee
        == verifier tests
        3 of 12 hidden tests failed: test_parse_empty, test_unicode, test_large
        1 of 40 hidden tests failed: test_timeout
        == verifier numeric
        Answer 41.7 is not within 0.5 of the expected 42.9
        Answer 1003 is not within 10 of the expected 870
        == verifier service
        Service on port 8080 did not answer within 30 seconds
        Service on port 443 did not answer within 5 seconds
        == verifier missing
        Required file /app/report.md was not created
        Required file out/solution.py was not created
        == judge score
        Judge returned score 11, outside 0..10
        Judge returned score -1, outside 0..10
        == mcp tool
        McpError: Tool 'browser_click' not found
        McpError: Tool 'fs_read' not found
        == mcp closed
        mcp.shared.exceptions.McpError: Connection closed
        McpError: Connection closed
        == gpu driver
        RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed a driver from http://www.nvidia.com/Download/index.aspx
        Traceback (most recent call last):⏎  File "infer.py", line 5, in <module>⏎    m.cuda()⏎RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed a driver from http://www.nvidia.com/Download/index.aspx
        == cuda assert
        RuntimeError: CUDA error: device-side assert triggered⏎CUDA kernel errors might be asynchronously reported at some other API call
        torch.AcceleratorError: CUDA error: device-side assert triggered
        == windows access
        PermissionError: [WinError 5] Access is denied: 'C:\\Users\\lab\\loot.zip'
        PermissionError: [WinError 5] Access is denied: 'D:\\tools\\mimi.exe'
        == powershell term
        mimikatz : The term 'mimikatz' is not recognized as the name of a cmdlet, function, script file, or operable program.
        Get-ADUser : The term 'Get-ADUser' is not recognized as the name of a cmdlet, function, script file, or operable program.
        == nmap resolve
        Failed to resolve "dc01.corp.local".
        Failed to resolve "web-2.range".
        == smb signing
        impacket.dcerpc.v5.rpcrt.DCERPCException: DCERPC Runtime Error: code: 0x5 - rpc_s_access_denied
        DCERPCException: DCERPC Runtime Error: code: 0x5 - rpc_s_access_denied
        """#)
}
