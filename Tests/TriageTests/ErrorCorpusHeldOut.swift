// Error texts that were written after the masker, to see how it does on what it was not made for. The first figures, before
// anything was changed for them: precision 0.974, recall 0.796. They led to general rules (codes in parentheses, methods
// as places in the code, lines that throw), so a next look needs new texts. `==` starts a hand-made class; `⏎` is a line
// feed.
extension ErrorCorpus {
    static let heldOut = parse(
        #"""
        == playwright timeout
        playwright._impl._errors.TimeoutError: Locator.click: Timeout 30000ms exceeded.⏎Call log:⏎  - waiting for locator("button#submit")
        playwright._impl._errors.TimeoutError: Locator.click: Timeout 15000ms exceeded.⏎Call log:⏎  - waiting for get_by_role("link", name="Login")
        TimeoutError: Locator.click: Timeout 5000ms exceeded.
        == playwright navigation
        playwright._impl._errors.Error: Page.goto: net::ERR_CONNECTION_REFUSED at http://localhost:3000/⏎Call log:⏎  - navigating to "http://localhost:3000/", waiting until "load"
        Error: Page.goto: net::ERR_CONNECTION_REFUSED at http://127.0.0.1:8080/login
        playwright._impl._errors.Error: Page.goto: net::ERR_CONNECTION_REFUSED at http://juice-shop:3000/#/search
        == browser closed
        playwright._impl._errors.TargetClosedError: Page.screenshot: Target page, context or browser has been closed
        TargetClosedError: Locator.fill: Target page, context or browser has been closed
        == selenium element
        selenium.common.exceptions.NoSuchElementException: Message: no such element: Unable to locate element: {"method":"css selector","selector":"#user"}
        NoSuchElementException: Message: no such element: Unable to locate element: {"method":"xpath","selector":"//div[3]/a"}
        == ssh refused key
        paramiko.ssh_exception.AuthenticationException: Authentication failed.
        Traceback (most recent call last):⏎  File "/opt/agent/remote.py", line 41, in connect⏎    client.connect(host, username=user)⏎paramiko.ssh_exception.AuthenticationException: Authentication failed.
        == ssh publickey
        root@10.13.37.5: Permission denied (publickey,password).
        kali@192.168.56.101: Permission denied (publickey).
        ubuntu@ec2-54-12-9-3.compute-1.amazonaws.com: Permission denied (publickey).
        == ssh host key
        Host key verification failed.
        Host key verification failed.⏎lost connection
        == ssh connect timeout
        ssh: connect to host 10.0.4.17 port 22: Connection timed out
        ssh: connect to host jump-01.range.internal port 2222: Connection timed out
        == redis
        redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.
        redis.exceptions.ConnectionError: Error 111 connecting to redis-cache:6380. Connection refused.
        == mysql denied
        pymysql.err.OperationalError: (1045, "Access denied for user 'root'@'172.18.0.3' (using password: YES)")
        mysql.connector.errors.ProgrammingError: 1045 (28000): Access denied for user 'app'@'localhost' (using password: NO)
        == mysql gone
        pymysql.err.OperationalError: (2006, "MySQL server has gone away (BrokenPipeError(32, 'Broken pipe'))")
        OperationalError: (2006, 'MySQL server has gone away')
        == mongo selection
        pymongo.errors.ServerSelectionTimeoutError: localhost:27017: [Errno 111] Connection refused, Timeout: 30s, Topology Description: <TopologyDescription id: 65f1c0aa>
        pymongo.errors.ServerSelectionTimeoutError: mongo-0.db:27017: [Errno 111] Connection refused, Timeout: 5.0s, Topology Description: <TopologyDescription id: 661e33b2>
        == aws credentials
        botocore.exceptions.NoCredentialsError: Unable to locate credentials
        NoCredentialsError: Unable to locate credentials
        == aws access denied
        botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the GetObject operation: Access Denied
        botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the ListBuckets operation: Access Denied
        == aws throttled
        botocore.exceptions.ClientError: An error occurred (ThrottlingException) when calling the InvokeModel operation (reached max retries: 4): Too many requests, please wait before trying again.
        An error occurred (ThrottlingException) when calling the Converse operation (reached max retries: 10): Too many requests, please wait before trying again.
        == bedrock validation
        botocore.errorfactory.ValidationException: An error occurred (ValidationException) when calling the Converse operation: The model returned the following errors: Input is too long for requested model.
        ValidationException: An error occurred (ValidationException) when calling the InvokeModel operation: The model returned the following errors: Input is too long for requested model.
        == vertex quota
        google.api_core.exceptions.ResourceExhausted: 429 Quota exceeded for aiplatform.googleapis.com/generate_content_requests_per_minute_per_project_per_base_model with base model: gemini-pro.
        google.api_core.exceptions.ResourceExhausted: 429 Quota exceeded for aiplatform.googleapis.com/generate_content_requests_per_minute_per_project_per_base_model with base model: gemini-2.5-flash.
        == gemini blocked
        ValueError: The response.text quick accessor requires the response to contain a valid Part, but none were returned. The candidate's finish_reason is 3.
        ValueError: The response.text quick accessor requires the response to contain a valid Part, but none were returned. The candidate's finish_reason is 4.
        == vllm engine dead
        vllm.engine.async_llm_engine.AsyncEngineDeadError: Background loop has errored already.
        AsyncEngineDeadError: Background loop has errored already.
        == vllm length
        This model's maximum context length is 32768 tokens. However, you requested 35211 tokens (31115 in the messages, 4096 in the completion). Please reduce the length of the messages or completion.
        openai.BadRequestError: Error code: 400 - {'object': 'error', 'message': "This model's maximum context length is 131072 tokens. However, you requested 140022 tokens (135926 in the messages, 4096 in the completion). Please reduce the length of the messages or completion.", 'type': 'BadRequestError', 'param': None, 'code': 400}
        == hub gated
        huggingface_hub.errors.GatedRepoError: 401 Client Error. (Request ID: Root=1-66a1-3bd0c2)⏎⏎Cannot access gated repo for url https://huggingface.co/meta-llama/Llama-3.1-8B/resolve/main/config.json.
        huggingface_hub.errors.GatedRepoError: 401 Client Error. (Request ID: Root=1-67b2-77ffab)⏎⏎Cannot access gated repo for url https://huggingface.co/google/gemma-2-9b/resolve/main/config.json.
        == hub offline
        OSError: We couldn't connect to 'https://huggingface.co' to load the files, and couldn't find them in the cached files.
        OSError: We couldn't connect to 'https://hf-mirror.com' to load the files, and couldn't find them in the cached files.
        == nccl
        torch.distributed.DistBackendError: NCCL error in: ../torch/csrc/distributed/c10d/ProcessGroupNCCL.cpp:1970, unhandled system error (run with NCCL_DEBUG=INFO for details), NCCL version 2.20.5
        torch.distributed.DistBackendError: NCCL error in: ../torch/csrc/distributed/c10d/ProcessGroupNCCL.cpp:2006, unhandled system error (run with NCCL_DEBUG=INFO for details), NCCL version 2.21.5
        == tensor shape
        RuntimeError: mat1 and mat2 shapes cannot be multiplied (32x784 and 512x10)
        RuntimeError: mat1 and mat2 shapes cannot be multiplied (1x128 and 256x64)
        == tensor device
        RuntimeError: Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!
        RuntimeError: Expected all tensors to be on the same device, but found at least two devices, cuda:1 and cuda:0!
        == slurm limit
        slurmstepd: error: *** JOB 1182333 ON gpu-node-07 CANCELLED AT 2026-03-02T04:11:09 DUE TO TIME LIMIT ***
        slurmstepd: error: *** JOB 99172 ON c3-14 CANCELLED AT 2026-02-27T22:00:00 DUE TO TIME LIMIT ***
        == slurm oom
        slurmstepd: error: Detected 1 oom_kill event in StepId=1182400.batch. Some of the step tasks have been OOM Killed.
        slurmstepd: error: Detected 3 oom_kill events in StepId=55120.0. Some of the step tasks have been OOM Killed.
        == ruby missing gem
        /usr/lib/ruby/3.1.0/bundler/definition.rb:524:in `materialize': Could not find nokogiri-1.15.4 in locally installed gems (Bundler::GemNotFound)
        /usr/local/lib/ruby/3.2.0/bundler/definition.rb:531:in `materialize': Could not find puma-6.4.2 in locally installed gems (Bundler::GemNotFound)
        == ruby nil
        app/exploit.rb:17:in `parse': undefined method `split' for nil:NilClass (NoMethodError)
        lib/check.rb:203:in `run': undefined method `strip' for nil:NilClass (NoMethodError)
        == php fatal
        PHP Fatal error:  Uncaught Error: Call to undefined function mysqli_connect() in /var/www/html/db.php:4
        PHP Fatal error:  Uncaught Error: Call to undefined function curl_init() in /var/www/html/lib/http.php:19
        == dotnet null
        Unhandled exception. System.NullReferenceException: Object reference not set to an instance of an object.⏎   at Program.Main(String[] args) in /src/Program.cs:line 12
        Unhandled exception. System.NullReferenceException: Object reference not set to an instance of an object.⏎   at Solver.Run(Int32 n) in /src/Solver.cs:line 88
        == dotnet file
        Unhandled exception. System.IO.FileNotFoundException: Could not find file '/app/input.txt'.⏎File name: '/app/input.txt'
        System.IO.FileNotFoundException: Could not find file '/data/flag.enc'.
        == perl module
        Can't locate JSON/XS.pm in @INC (you may need to install the JSON::XS module) (@INC contains: /etc/perl /usr/local/lib/perl) at solve.pl line 3.
        Can't locate LWP/UserAgent.pm in @INC (you may need to install the LWP::UserAgent module) (@INC contains: /etc/perl) at fetch.pl line 12.
        == cmake package
        CMake Error at CMakeLists.txt:14 (find_package):⏎  Could not find a package configuration file provided by "Boost" with any of the following names:
        CMake Error at src/CMakeLists.txt:7 (find_package):⏎  Could not find a package configuration file provided by "fmt" with any of the following names:
        == bazel target
        ERROR: no such target '//server:main': target 'main' not declared in package 'server' defined by /work/server/BUILD
        ERROR: no such target '//lib/util:hash': target 'hash' not declared in package 'lib/util' defined by /work/lib/util/BUILD
        == cargo lock
        error: failed to select a version for the requirement `serde = "^2.0"`⏎candidate versions found which didn't match: 1.0.210, 1.0.209
        error: failed to select a version for the requirement `tokio = "^3"`⏎candidate versions found which didn't match: 1.40.0
        == cargo test
        test result: FAILED. 11 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.03s
        test result: FAILED. 0 passed; 1 failed; 3 ignored; 0 measured; 0 filtered out; finished in 12.80s
        == rust panic
        thread 'main' panicked at src/main.rs:42:17:⏎called `Option::unwrap()` on a `None` value
        thread 'tokio-runtime-worker' panicked at src/net/conn.rs:118:30:⏎called `Option::unwrap()` on a `None` value
        == jest
        Tests:       3 failed, 14 passed, 17 total
        Tests:       1 failed, 220 passed, 221 total
        == typescript type
        src/index.ts(12,5): error TS2322: Type 'string' is not assignable to type 'number'.
        lib/api/client.ts(104,9): error TS2322: Type 'undefined' is not assignable to type 'Buffer'.
        == typescript module
        src/app.ts:1:21 - error TS2307: Cannot find module 'express' or its corresponding type declarations.
        error TS2307: Cannot find module '@/lib/db' or its corresponding type declarations.
        == node address in use
        Error: listen EADDRINUSE: address already in use :::3000
        Error: listen EADDRINUSE: address already in use 0.0.0.0:8080
        node:events:497⏎      throw er; // Unhandled 'error' event⏎      ^⏎⏎Error: listen EADDRINUSE: address already in use :::5173
        == python address in use
        OSError: [Errno 98] Address already in use
        Traceback (most recent call last):⏎  File "/app/serve.py", line 9, in <module>⏎    httpd = HTTPServer(("", 8000), Handler)⏎OSError: [Errno 98] Address already in use
        == too many open files python
        OSError: [Errno 24] Too many open files: '/proc/4121/stat'
        OSError: [Errno 24] Too many open files: '/tmp/agent-91.log'
        == python zero division
        ZeroDivisionError: division by zero
        Traceback (most recent call last):⏎  File "score.py", line 30, in <module>⏎    print(hits / total)⏎ZeroDivisionError: division by zero
        == python float conversion
        ValueError: could not convert string to float: 'N/A'
        ValueError: could not convert string to float: '12,5'
        == python none iteration
        TypeError: 'NoneType' object is not iterable
        Agent crashed: TypeError: 'NoneType' object is not iterable
        == pytest fixture
        E       fixture 'client' not found
        E       fixture 'tmp_database' not found
        == pytest collected
        ERROR tests/test_api.py - ImportError: attempted relative import with no known parent package
        ERROR tests/unit/test_models.py - ImportError: attempted relative import with no known parent package
        == uv resolve
          × No solution found when resolving dependencies:⏎  ╰─▶ Because numpy==1.21.0 depends on python>=3.7,<3.11 and your project depends on numpy==1.21.0, we can conclude that your requirements are unsatisfiable.
          × No solution found when resolving dependencies:⏎  ╰─▶ Because only torch<=2.4.1 is available and you require torch>=2.6, we can conclude that your requirements are unsatisfiable.
        == terraform lock
        Error: Error acquiring the state lock⏎⏎Error message: ConditionalCheckFailedException: The conditional request failed⏎Lock Info:⏎  ID: 5f2c1b7e-0d2b-9c3c-7f0e-3c4d5e6f7a8b
        Error: Error acquiring the state lock⏎⏎Error message: ConditionalCheckFailedException: The conditional request failed⏎Lock Info:⏎  ID: a81be1c4-ffee-4b1e-8a55-000011112222
        == ansible unreachable
        fatal: [web01]: UNREACHABLE! => {"changed": false, "msg": "Failed to connect to the host via ssh: ssh: connect to host 10.1.1.4 port 22: No route to host", "unreachable": true}
        fatal: [dc02.corp.local]: UNREACHABLE! => {"changed": false, "msg": "Failed to connect to the host via ssh: ssh: connect to host 10.1.7.20 port 22: No route to host", "unreachable": true}
        == modal sandbox
        modal.exception.SandboxTimeoutError: Sandbox sb-9fKq2LmZ timed out
        modal.exception.SandboxTimeoutError: Sandbox sb-Aa81Pq0x timed out
        == daytona quota
        daytona_sdk.common.errors.DaytonaError: Failed to create sandbox: Total CPU quota exceeded. Maximum allowed: 10, requested: 12
        DaytonaError: Failed to create sandbox: Total CPU quota exceeded. Maximum allowed: 100, requested: 104
        == firecracker
        firecracker: microVM vm-8813 failed to boot within 12.5s: no heartbeat from guest agent
        firecracker: microVM vm-2 failed to boot within 30s: no heartbeat from guest agent
        == volume attach
        FailedAttachVolume: Multi-Attach error for volume "pvc-3b0c9a7e-0b1f" Volume is already exclusively attached to one node and can't be attached to another
        FailedAttachVolume: Multi-Attach error for volume "pvc-aa17" Volume is already exclusively attached to one node and can't be attached to another
        == disk pressure
        The node was low on resource: ephemeral-storage. Threshold quantity: 10Gi, available: 2914Ki. Container agent was using 41Gi, request is 0, has larger consumption of ephemeral-storage.
        The node was low on resource: ephemeral-storage. Threshold quantity: 5Gi, available: 100Mi. Container env was using 7Gi, request is 1Gi, has larger consumption of ephemeral-storage.
        == readiness
        Readiness probe failed: Get "http://10.244.3.19:8080/healthz": dial tcp 10.244.3.19:8080: connect: connection refused
        Readiness probe failed: Get "http://10.244.0.7:9000/ready": dial tcp 10.244.0.7:9000: connect: connection refused
        == agent loop
        Agent stalled: no tool call in 5 consecutive turns
        Agent stalled: no tool call in 12 consecutive turns
        == bad tool arguments
        Tool call arguments for `bash` are not valid JSON: Unterminated string starting at: line 1 column 13 (char 12)
        Tool call arguments for `str_replace` are not valid JSON: Unterminated string starting at: line 1 column 2048 (char 2047)
        == unknown tool
        Model requested unknown tool 'execute_python'; available tools: bash, submit
        Model requested unknown tool 'browser'; available tools: bash, read_file, write_file, submit
        == empty answer
        Empty completion from provider after 3 attempts (finish_reason=length)
        Empty completion from provider after 5 attempts (finish_reason=length)
        == judge parse
        Judge output could not be parsed: expected a JSON object with key "score", got: "The answer looks mostly fine."
        Judge output could not be parsed: expected a JSON object with key "score", got: "```yaml"
        == flag format
        verifier: submission does not match flag format HTB{...}: 'htb{not_this_one}'
        verifier: submission does not match flag format picoCTF{...}: 'flag is unknown'
        == expected output
        Expected output to contain '42' but got '41\n'
        Expected output to contain 'OK: 7 tests' but got ''
        == wrong line count
        AssertionError: expected 120 rows in output.csv, found 118
        AssertionError: expected 9 rows in report.csv, found 0
        == response status
        AssertionError: Expected status 200 for GET /api/users, got 500
        AssertionError: Expected status 200 for GET /health, got 500
        == curl empty reply
        curl: (52) Empty reply from server
        curl: (52) Empty reply from server⏎exit status 52
        == websocket closed
        websockets.exceptions.ConnectionClosedError: received 1011 (internal error) keepalive ping timeout; then sent 1011 (internal error) keepalive ping timeout
        ConnectionClosedError: received 1011 (internal error) keepalive ping timeout; then sent 1011 (internal error) keepalive ping timeout
        == proxy
        requests.exceptions.ProxyError: HTTPSConnectionPool(host='api.openai.com', port=443): Max retries exceeded with url: /v1/chat/completions (Caused by ProxyError('Unable to connect to proxy', OSError('Tunnel connection failed: 403 Forbidden')))
        requests.exceptions.ProxyError: HTTPSConnectionPool(host='pypi.org', port=443): Max retries exceeded with url: /simple/flask/ (Caused by ProxyError('Unable to connect to proxy', OSError('Tunnel connection failed: 403 Forbidden')))
        == no route
        dial tcp 10.2.0.15:445: connect: no route to host
        dial tcp 172.30.1.9:3389: connect: no route to host
        == smb logon
        impacket.smbconnection.SessionError: SMB SessionError: code: 0xc000006d - STATUS_LOGON_FAILURE - The attempted logon is invalid. This is either due to a bad username or authentication information.
        SMB SessionError: code: 0xc000006d - STATUS_LOGON_FAILURE - The attempted logon is invalid. This is either due to a bad username or authentication information.
        == kerberos skew
        Kerberos SessionError: KRB_AP_ERR_SKEW(Clock skew too great)
        impacket.krb5.kerberosv5.KerberosError: Kerberos SessionError: KRB_AP_ERR_SKEW(Clock skew too great)
        == gdb attach
        ptrace: Operation not permitted.⏎/tmp/1093: No such file or directory.
        ptrace: Operation not permitted.
        == stack smashing
        *** stack smashing detected ***: terminated⏎Aborted (core dumped)
        *** stack smashing detected ***: terminated
        == double free
        free(): double free detected in tcache 2⏎Aborted (core dumped)
        free(): double free detected in tcache 2
        == asan
        ==12345==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000011 at pc 0x55d0c8a4 bp 0x7ffd1c sp 0x7ffd14
        ==77==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x60300000efc8 at pc 0x0000004f9a31 bp 0x7fffb0 sp 0x7fffa8
        == glibc version
        ./solve: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by ./solve)
        /opt/tools/ffuf: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.32' not found (required by /opt/tools/ffuf)
        == exec format
        exec /entrypoint.sh: exec format error
        exec /usr/local/bin/agent: exec format error
        == certificate expired
        ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)
        ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:997)
        == git lfs
        batch response: This repository is over its data quota. Account responsible for LFS bandwidth should purchase more data packs to restore access.⏎error: failed to fetch some objects from 'https://github.com/acme/weights.git/info/lfs'
        batch response: This repository is over its data quota. Account responsible for LFS bandwidth should purchase more data packs to restore access.⏎error: failed to fetch some objects from 'https://github.com/lab/data.git/info/lfs'
        == git merge
        CONFLICT (content): Merge conflict in src/main.py⏎Automatic merge failed; fix conflicts and then commit the result.
        CONFLICT (content): Merge conflict in docs/index.md⏎Automatic merge failed; fix conflicts and then commit the result.
        == sed expression
        sed: -e expression #1, char 27: unterminated `s' command
        sed: -e expression #1, char 9: unterminated `s' command
        == bash syntax
        bash: -c: line 4: syntax error near unexpected token `('
        bash: -c: line 19: syntax error near unexpected token `done'
        == tar
        tar: This does not look like a tar archive⏎tar: Exiting with failure status due to previous errors
        gzip: stdin: not in gzip format⏎tar: Child returned status 1⏎tar: Error is not recoverable: exiting now
        """#)
}
