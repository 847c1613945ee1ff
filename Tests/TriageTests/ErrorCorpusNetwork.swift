// Error texts of HTTP clients, model providers, sandboxes, time-outs and verifiers.
extension ErrorCorpus {
    static let network = #"""
        == openai rate limit
        openai.RateLimitError: Error code: 429 - {'error': {'message': 'Rate limit reached for gpt-4o in organization org-a1b2 on tokens per min (TPM): Limit 30000, Used 29120, Requested 2210. Please try again in 2.66s.', 'type': 'tokens', 'param': None, 'code': 'rate_limit_exceeded'}}
        RateLimitError: Error code: 429 - {'error': {'message': 'Rate limit reached for gpt-4o-mini in organization org-zz91 on tokens per min (TPM): Limit 200000, Used 199001, Requested 4312. Please try again in 993ms.', 'type': 'tokens', 'param': None, 'code': 'rate_limit_exceeded'}}
        Traceback (most recent call last):⏎  File "/h/llm.py", line 44, in complete⏎    raise self._make_status_error_from_response(err.response) from None⏎openai.RateLimitError: Error code: 429 - {'error': {'message': 'Rate limit reached for o3 in organization org-77ab on tokens per min (TPM): Limit 100000, Used 100000, Requested 120. Please try again in 72ms.', 'type': 'tokens', 'param': None, 'code': 'rate_limit_exceeded'}}
        == openai quota
        openai.RateLimitError: Error code: 429 - {'error': {'message': 'You exceeded your current quota, please check your plan and billing details.', 'type': 'insufficient_quota', 'param': None, 'code': 'insufficient_quota'}}
        RateLimitError: Error code: 429 - {'error': {'message': 'You exceeded your current quota, please check your plan and billing details.', 'type': 'insufficient_quota', 'param': None, 'code': 'insufficient_quota'}}
        == openai context
        openai.BadRequestError: Error code: 400 - {'error': {'message': "This model's maximum context length is 128000 tokens. However, your messages resulted in 131072 tokens.", 'type': 'invalid_request_error', 'param': 'messages', 'code': 'context_length_exceeded'}}
        openai.BadRequestError: Error code: 400 - {'error': {'message': "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.", 'type': 'invalid_request_error', 'param': 'messages', 'code': 'context_length_exceeded'}}
        agent failed: BadRequestError: Error code: 400 - {'error': {'message': "This model's maximum context length is 32768 tokens. However, your messages resulted in 40112 tokens.", 'type': 'invalid_request_error', 'param': 'messages', 'code': 'context_length_exceeded'}}
        == openai key
        openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: sk-ab***9f. You can find your API key at https://platform.openai.com/account/api-keys.', 'type': 'invalid_request_error', 'param': None, 'code': 'invalid_api_key'}}
        AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided: sk-proj-***71. You can find your API key at https://platform.openai.com/account/api-keys.', 'type': 'invalid_request_error', 'param': None, 'code': 'invalid_api_key'}}
        == anthropic overloaded
        anthropic.InternalServerError: Error code: 529 - {'type': 'error', 'error': {'type': 'overloaded_error', 'message': 'Overloaded'}}
        InternalServerError: Error code: 529 - {'type': 'error', 'error': {'type': 'overloaded_error', 'message': 'Overloaded'}}
        Traceback (most recent call last):⏎  File "/h/anthropic.py", line 10, in call⏎anthropic.InternalServerError: Error code: 529 - {'type': 'error', 'error': {'type': 'overloaded_error', 'message': 'Overloaded'}}
        == anthropic prompt too long
        anthropic.BadRequestError: Error code: 400 - {'type': 'error', 'error': {'type': 'invalid_request_error', 'message': 'prompt is too long: 208310 tokens > 200000 maximum'}}
        anthropic.BadRequestError: Error code: 400 - {'type': 'error', 'error': {'type': 'invalid_request_error', 'message': 'prompt is too long: 200034 tokens > 200000 maximum'}}
        BadRequestError: Error code: 400 - {'type': 'error', 'error': {'type': 'invalid_request_error', 'message': 'prompt is too long: 1000203 tokens > 1000000 maximum'}}
        == litellm missing model
        litellm.NotFoundError: Error code: 404 - {'error': {'message': 'The model `gpt-5-preview` does not exist or you do not have access to it.', 'type': 'invalid_request_error', 'code': 'model_not_found'}}
        NotFoundError: Error code: 404 - {'error': {'message': 'The model `o9` does not exist or you do not have access to it.', 'type': 'invalid_request_error', 'code': 'model_not_found'}}
        == http 500
        HTTP 500 Internal Server Error
        HTTP 500 Internal Server Error: https://api.internal/v1/run/88
        HTTP 500 Internal Server Error
        == http 502 requests
        requests.exceptions.HTTPError: 502 Server Error: Bad Gateway for url: https://sandbox.acme.io/v1/exec
        requests.exceptions.HTTPError: 502 Server Error: Bad Gateway for url: http://10.0.0.4:9000/exec?id=4
        Traceback (most recent call last):⏎  File "c.py", line 4, in <module>⏎    r.raise_for_status()⏎requests.exceptions.HTTPError: 502 Server Error: Bad Gateway for url: https://api.acme.dev/x
        == http 404 requests
        requests.exceptions.HTTPError: 404 Client Error: Not Found for url: https://files.acme.io/a.bin
        requests.exceptions.HTTPError: 404 Client Error: Not Found for url: http://target.local/admin.php?id=1
        requests.exceptions.HTTPError: 404 Client Error: Not Found for url: https://huggingface.co/api/models/x/y
        == http 403 requests
        requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://s3.amazonaws.com/bucket/key
        requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://api.github.com/repos/a/b
        requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: http://10.1.1.9/secret
        == httpx 503
        httpx.HTTPStatusError: Server error '503 Service Unavailable' for url 'https://api.acme.ai/v1/chat'
        httpx.HTTPStatusError: Server error '503 Service Unavailable' for url 'http://127.0.0.1:8000/generate'
        Traceback (most recent call last):⏎  File "/h/x.py", line 1, in <module>⏎httpx.HTTPStatusError: Server error '503 Service Unavailable' for url 'https://llm.internal/v1'
        == connection refused urllib3
        requests.exceptions.ConnectionError: HTTPConnectionPool(host='localhost', port=8080): Max retries exceeded with url: /health (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f3b2c1d>: Failed to establish a new connection: [Errno 111] Connection refused'))
        requests.exceptions.ConnectionError: HTTPConnectionPool(host='10.2.3.4', port=5000): Max retries exceeded with url: /api/flag (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7fa1>: Failed to establish a new connection: [Errno 111] Connection refused'))
        requests.exceptions.ConnectionError: HTTPConnectionPool(host='web', port=80): Max retries exceeded with url: / (Caused by NewConnectionError('<urllib3.connection.HTTPConnection object at 0x7f0011aa>: Failed to establish a new connection: [Errno 111] Connection refused'))
        == connection refused python
        ConnectionRefusedError: [Errno 111] Connection refused
        Traceback (most recent call last):⏎  File "exploit.py", line 5, in <module>⏎    s.connect((host, port))⏎ConnectionRefusedError: [Errno 111] Connection refused
        worker: ConnectionRefusedError: [Errno 111] Connection refused
        == connection refused node
        Error: connect ECONNREFUSED 127.0.0.1:5432
        Error: connect ECONNREFUSED 10.0.2.15:6379
        Error: connect ECONNREFUSED ::1:3000⏎    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)
        == connection refused curl
        curl: (7) Failed to connect to 10.10.11.4 port 8080 after 3 ms: Connection refused
        curl: (7) Failed to connect to localhost port 5000 after 0 ms: Connection refused
        curl: (7) Failed to connect to target.htb port 80 after 2104 ms: Connection refused
        == connection reset
        ConnectionResetError: [Errno 104] Connection reset by peer
        Traceback (most recent call last):⏎  File "/h/stream.py", line 70, in read⏎ConnectionResetError: [Errno 104] Connection reset by peer
        sandbox stream broke: ConnectionResetError: [Errno 104] Connection reset by peer
        == dns curl
        curl: (6) Could not resolve host: pypi.org
        curl: (6) Could not resolve host: registry.npmjs.org
        curl: (6) Could not resolve host: evil.example
        == dns python
        socket.gaierror: [Errno -3] Temporary failure in name resolution
        Traceback (most recent call last):⏎  File "/usr/lib/python3.11/socket.py", line 962, in getaddrinfo⏎socket.gaierror: [Errno -3] Temporary failure in name resolution
        gaierror: [Errno -3] Temporary failure in name resolution
        == tls verify
        ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1006)
        ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:997)
        SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1129)
        == tls curl
        curl: (60) SSL certificate problem: unable to get local issuer certificate
        curl: (60) SSL certificate problem: unable to get local issuer certificate⏎More details here: https://curl.se/docs/sslcerts.html
        == read timeout
        requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='api.openai.com', port=443): Read timed out. (read timeout=60)
        requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='sandbox.acme.io', port=443): Read timed out. (read timeout=30)
        ReadTimeout: HTTPSConnectionPool(host='api.anthropic.com', port=443): Read timed out. (read timeout=600)
        == openai timeout
        openai.APITimeoutError: Request timed out.
        APITimeoutError: Request timed out.
        Traceback (most recent call last):⏎  File "/h/llm.py", line 9, in go⏎openai.APITimeoutError: Request timed out.
        == openai connection
        openai.APIConnectionError: Connection error.
        APIConnectionError: Connection error.
        Traceback (most recent call last):⏎  File "/h/llm.py", line 12, in go⏎openai.APIConnectionError: Connection error.
        == httpx protocol
        httpx.RemoteProtocolError: peer closed connection without sending complete message body (incomplete chunked read)
        httpcore.RemoteProtocolError: peer closed connection without sending complete message body (incomplete chunked read)
        Traceback (most recent call last):⏎  File "/h/stream.py", line 12, in read⏎httpx.RemoteProtocolError: peer closed connection without sending complete message body (incomplete chunked read)
        == agent timeout
        Agent timed out after 3600 seconds
        Agent timed out after 900 seconds
        Agent timed out after 1h30m
        Agent timed out after 120.0 seconds
        == harbor agent timeout
        AgentTimeoutError: Agent execution timed out after 1800.0 seconds
        harbor.trial.trial.AgentTimeoutError: Agent execution timed out after 600.0 seconds
        Traceback (most recent call last):⏎  File "/opt/harbor/trial.py", line 301, in _execute_agent⏎    await asyncio.wait_for(⏎asyncio.exceptions.TimeoutError⏎⏎The above exception was the direct cause of the following exception:⏎⏎Traceback (most recent call last):⏎  File "/opt/harbor/trial.py", line 305, in run⏎harbor.trial.trial.AgentTimeoutError: Agent execution timed out after 900.0 seconds
        == verifier timeout
        VerifierTimeoutError: Verifier execution timed out after 600.0 seconds
        VerifierTimeoutError: Verifier execution timed out after 120.0 seconds
        harbor.trial.trial.VerifierTimeoutError: Verifier execution timed out after 60 seconds
        == tool timeout
        tool bash timed out after 30s
        tool bash timed out after 120s
        tool bash timed out after 2m0s
        == task deadline
        task exceeded its time limit of 1800s (elapsed 1803.2s)
        task exceeded its time limit of 600s (elapsed 611s)
        task exceeded its time limit of 7200s (elapsed 7200.4s)
        == grpc deadline
        grpc._channel._InactiveRpcError: <_InactiveRpcError of RPC that terminated with: status = StatusCode.DEADLINE_EXCEEDED details = "Deadline Exceeded">
        rpc error: code = DeadlineExceeded desc = context deadline exceeded
        rpc error: code = DeadlineExceeded desc = context deadline exceeded
        == context deadline
        Post "https://10.0.0.1:6443/api/v1/namespaces/eval/pods": context deadline exceeded
        Post "https://cluster.internal:6443/api/v1/namespaces/bench-7/pods": context deadline exceeded
        Get "https://10.0.0.1:6443/api/v1/nodes": context deadline exceeded
        == sandbox create
        Failed to create sandbox: quota exceeded (limit 50, in use 50)
        Failed to create sandbox: quota exceeded (limit 200, in use 200)
        failed to create sandbox: quota exceeded (limit 8, in use 8)
        == sandbox ready
        sandbox sb-91fa2c did not become ready within 300s
        sandbox sb-00c1de did not become ready within 120s
        Sandbox 3fa85f64-5717-4562-b3fc-2c963f66afa6 did not become ready within 5 minutes
        == sandbox gone
        Sandbox sb-7d1e22 was terminated unexpectedly
        Sandbox 9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d was terminated unexpectedly
        sandbox sb-aa01b2 was terminated unexpectedly
        == e2b not found
        e2b.exceptions.NotFoundException: The sandbox was not found: This error is likely due to sandbox timeout.
        e2b.exceptions.TimeoutException: The sandbox was not found: This error is likely due to sandbox timeout.
        == sandbox oom
        Sandbox sb-44af10 ran out of memory (limit 4096 MB)
        Sandbox sb-9e01c7 ran out of memory (limit 2 GB)
        sandbox sb-101010 ran out of memory (limit 512MiB)
        == lease expired
        lease expired: worker eval-worker-7f9c-x2 stopped heartbeating at 2026-04-15T12:31:07Z
        lease expired: worker eval-worker-11ab-q9 stopped heartbeating at 2026-05-02T03:00:59Z
        lease expired: worker w-3 stopped heartbeating at 2026-05-02 03:10:00
        == provision script
        provision script exited with status 2 after 41.2s: /opt/task/setup.sh
        provision script exited with status 2 after 3s: /opt/task/prepare.sh
        provision script exited with status 2 after 0.4s: ./provision/init.sh
        == mcp server
        MCP server "browser" failed to start: spawn npx ENOENT
        MCP server "filesystem" failed to start: spawn uvx ENOENT
        MCP server "burp" failed to start: spawn java ENOENT
        == max steps
        Agent stopped: reached the maximum of 50 steps without submitting
        Agent stopped: reached the maximum of 100 steps without submitting
        agent stopped: reached the maximum of 30 steps without submitting
        == budget
        cost limit exceeded: $3.02 > $3.00
        cost limit exceeded: $10.41 > $10.00
        Cost limit exceeded: $0.51 > $0.50
        == flag mismatch
        flag mismatch: expected 'flag{s3cr3t}', got 'flag{guess}'
        flag mismatch: expected 'HTB{a}', got ''
        Flag mismatch: expected "CTF{0x41}", got "CTF{AAAA}"
        == no flag
        no flag was submitted
        No flag was submitted.
        == tests failed
        3 of 14 tests failed
        1 of 20 tests failed
        12 of 12 tests failed
        == verifier exit
        verifier exited with status 1: /tests/run_tests.sh
        verifier exited with status 1: /tests/test.sh
        verifier exited with status 1: ./check.py
        == reward file
        RewardFileNotFoundError: No reward file found at /logs/verifier/reward.txt or /logs/verifier/reward.json
        harbor.verifier.RewardFileNotFoundError: No reward file found at /data/jobs/2026-05-08__06-34-49/x__hHnbeyU/verifier/reward.txt or /data/jobs/2026-05-08__06-34-49/x__hHnbeyU/verifier/reward.json
        RewardFileNotFoundError: No reward file found at /tmp/t1/verifier/reward.txt or /tmp/t1/verifier/reward.json
        == checksum
        output checksum differs: want 9e107d9d372bb6826bd81d3542a419d6, have d41d8cd98f00b204e9800998ecf8427e
        output checksum differs: want e4d909c290d0fb1ca068ffaddf22cbd0, have 0cc175b9c0f1b6a831c399e269772661
        output checksum differs: want 92eb5ffee6ae2fec3ad71c777531578f, have 900150983cd24fb0d6963f7d28e17f72
        == score below
        score 0.42 is below the threshold 0.8
        score 0 is below the threshold 0.5
        Score 0.799 is below the threshold 0.80
        == postgres
        psycopg2.OperationalError: connection to server at "10.0.0.3", port 5432 failed: FATAL: too many connections for role "app"
        psycopg2.OperationalError: connection to server at "db.internal", port 5432 failed: FATAL: too many connections for role "eval"
        psycopg2.OperationalError: connection to server at "localhost" (127.0.0.1), port 5433 failed: FATAL: too many connections for role "root"
        == sqlite locked
        sqlite3.OperationalError: database is locked
        Traceback (most recent call last):⏎  File "/h/store.py", line 15, in put⏎sqlite3.OperationalError: database is locked
        scoring failed: sqlite3.OperationalError: database is locked
        """#
}
