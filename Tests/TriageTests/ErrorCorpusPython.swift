// Error texts as Python programs, agents' harnesses and test runners write them. `==` starts a hand-made class; `⏎` is a
// line feed.
extension ErrorCorpus {
    static let python = #"""
        == python missing module
        ModuleNotFoundError: No module named 'torch'
        Traceback (most recent call last):⏎  File "/app/solve.py", line 3, in <module>⏎    import pandas as pd⏎ModuleNotFoundError: No module named 'pandas'
        Traceback (most recent call last):⏎  File "/usr/lib/python3.11/runpy.py", line 196, in _run_module_as_main⏎    return _run_code(code, main_globals, None,⏎  File "/work/eval/run.py", line 12, in <module>⏎    from agent.tools import shell⏎ModuleNotFoundError: No module named 'agent.tools'
        Agent process failed: ModuleNotFoundError: No module named 'tiktoken'
        ModuleNotFoundError: No module named 'yaml'
        == python cannot import name
        ImportError: cannot import name 'AsyncOpenAI' from 'openai' (/usr/local/lib/python3.11/site-packages/openai/__init__.py)
        ImportError: cannot import name 'Mapping' from 'collections' (/usr/lib/python3.12/collections/__init__.py)
        Traceback (most recent call last):⏎  File "main.py", line 1, in <module>⏎    from solver import solve_all⏎ImportError: cannot import name 'solve_all' from 'solver' (/app/solver.py)
        ImportError: cannot import name 'url_quote' from 'werkzeug.urls' (/opt/venv/lib/python3.10/site-packages/werkzeug/urls.py)
        == python shared library missing
        ImportError: libGL.so.1: cannot open shared object file: No such file or directory
        ImportError: libcudart.so.12: cannot open shared object file: No such file or directory
        Traceback (most recent call last):⏎  File "/app/vision.py", line 2, in <module>⏎    import cv2⏎ImportError: libgthread-2.0.so.0: cannot open shared object file: No such file or directory
        ImportError: libopenblas.so.0: cannot open shared object file: No such file or directory
        == python key error
        KeyError: 'answer'
        KeyError: 'tool_calls'
        Traceback (most recent call last):⏎  File "/srv/verify.py", line 88, in check⏎    got = result["flag"]⏎KeyError: 'flag'
        KeyError: 17
        Traceback (most recent call last):⏎  File "/srv/verify.py", line 51, in main⏎    print(scores[sample_id])⏎          ~~~~~~^^^^^^^^^^^⏎KeyError: '5f2c9a10-3d1e-4a57-9a57-0f1c2b3d4e5f'
        == python index out of range
        IndexError: list index out of range
        Traceback (most recent call last):⏎  File "/app/parse.py", line 41, in parse⏎    return parts[3]⏎IndexError: list index out of range
        Verifier crashed: IndexError: list index out of range
        Traceback (most recent call last):⏎  File "/eval/agent.py", line 210, in step⏎    choice = response.choices[0]⏎             ~~~~~~~~~~~~~~~~^^^⏎IndexError: list index out of range
        == python no attribute
        AttributeError: 'NoneType' object has no attribute 'group'
        AttributeError: 'str' object has no attribute 'decode'
        AttributeError: 'dict' object has no attribute 'model_dump'
        Traceback (most recent call last):⏎  File "/app/main.py", line 9, in <module>⏎    run()⏎  File "/app/main.py", line 5, in run⏎    return session.get_all()⏎AttributeError: 'Session' object has no attribute 'get_all'
        AttributeError: 'list' object has no attribute 'items'
        == python module no attribute
        AttributeError: module 'numpy' has no attribute 'float'
        AttributeError: module 'openai' has no attribute 'ChatCompletion'
        Traceback (most recent call last):⏎  File "t.py", line 4, in <module>⏎    asyncio.coroutine⏎AttributeError: module 'asyncio' has no attribute 'coroutine'
        AttributeError: module 'ssl' has no attribute 'wrap_socket'
        == python missing positional argument
        TypeError: __init__() missing 1 required positional argument: 'config'
        TypeError: solve() missing 1 required positional argument: 'board'
        TypeError: Tool.run() missing 2 required positional arguments: 'args' and 'cwd'
        Traceback (most recent call last):⏎  File "/app/x.py", line 7, in <module>⏎    main()⏎TypeError: main() missing 1 required positional argument: 'argv'
        == python unexpected keyword
        TypeError: AsyncClient.__init__() got an unexpected keyword argument 'proxies'
        TypeError: run() got an unexpected keyword argument 'timeout_sec'
        TypeError: create() got an unexpected keyword argument 'reasoning_effort'
        Traceback (most recent call last):⏎  File "/h/harness.py", line 77, in call⏎    tool(**arguments)⏎TypeError: bash() got an unexpected keyword argument 'cmd'
        == python unsupported operand
        TypeError: unsupported operand type(s) for +: 'int' and 'str'
        TypeError: unsupported operand type(s) for -: 'str' and 'datetime.timedelta'
        TypeError: unsupported operand type(s) for /: 'NoneType' and 'float'
        Traceback (most recent call last):⏎  File "score.py", line 18, in <module>⏎    total = total + row["score"]⏎TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'
        == python not subscriptable
        TypeError: 'NoneType' object is not subscriptable
        TypeError: 'int' object is not subscriptable
        Traceback (most recent call last):⏎  File "/app/agent.py", line 131, in parse_action⏎    name = call["function"]["name"]⏎TypeError: 'NoneType' object is not subscriptable
        TypeError: 'method' object is not subscriptable
        == python not serializable
        TypeError: Object of type datetime is not JSON serializable
        TypeError: Object of type set is not JSON serializable
        TypeError: Object of type int64 is not JSON serializable
        Traceback (most recent call last):⏎  File "/usr/lib/python3.12/json/encoder.py", line 180, in default⏎    raise TypeError(f'Object of type {o.__class__.__name__} '⏎TypeError: Object of type ndarray is not JSON serializable
        == python invalid int literal
        ValueError: invalid literal for int() with base 10: 'N/A'
        ValueError: invalid literal for int() with base 10: ''
        Traceback (most recent call last):⏎  File "/app/judge.py", line 22, in parse_score⏎    return int(text.strip())⏎ValueError: invalid literal for int() with base 10: 'Score: 7'
        ValueError: invalid literal for int() with base 10: '3.5'
        == python unpack
        ValueError: not enough values to unpack (expected 2, got 1)
        ValueError: not enough values to unpack (expected 3, got 2)
        Traceback (most recent call last):⏎  File "a.py", line 2, in <module>⏎    k, v = line.split("=")⏎ValueError: not enough values to unpack (expected 2, got 1)
        ValueError: not enough values to unpack (expected 4, got 0)
        == python unicode decode
        UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
        UnicodeDecodeError: 'utf-8' codec can't decode byte 0x89 in position 0: invalid start byte
        Traceback (most recent call last):⏎  File "/app/read.py", line 5, in <module>⏎    text = open(path).read()⏎UnicodeDecodeError: 'utf-8' codec can't decode byte 0xb5 in position 1043: invalid start byte
        UnicodeDecodeError: 'utf-8' codec can't decode byte 0xa0 in position 77: invalid start byte
        == python json decode
        json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)
        JSONDecodeError: Expecting value: line 1 column 1 (char 0)
        Traceback (most recent call last):⏎  File "/usr/lib/python3.11/json/decoder.py", line 355, in raw_decode⏎    raise JSONDecodeError("Expecting value", s, err.value) from None⏎json.decoder.JSONDecodeError: Expecting value: line 4 column 17 (char 98)
        Failed to parse verifier output: json.decoder.JSONDecodeError: Expecting value: line 2 column 1 (char 1)
        == python json delimiter
        json.decoder.JSONDecodeError: Expecting ',' delimiter: line 1 column 220 (char 219)
        json.decoder.JSONDecodeError: Expecting ',' delimiter: line 9 column 3 (char 402)
        Traceback (most recent call last):⏎  File "/app/tool_parser.py", line 30, in parse⏎    args = json.loads(raw)⏎json.decoder.JSONDecodeError: Expecting ',' delimiter: line 1 column 65 (char 64)
        JSONDecodeError: Expecting ',' delimiter: line 3 column 11 (char 57)
        == python file not found
        FileNotFoundError: [Errno 2] No such file or directory: '/app/output.json'
        FileNotFoundError: [Errno 2] No such file or directory: 'results/summary.csv'
        Traceback (most recent call last):⏎  File "/tests/test_outputs.py", line 14, in <module>⏎    data = open("/app/answer.txt").read()⏎FileNotFoundError: [Errno 2] No such file or directory: '/app/answer.txt'
        FileNotFoundError: [Errno 2] No such file or directory: 'ffmpeg'
        Verifier failed: FileNotFoundError: [Errno 2] No such file or directory: '/logs/verifier/reward.txt'
        == python permission
        PermissionError: [Errno 13] Permission denied: '/root/.cache/huggingface'
        PermissionError: [Errno 13] Permission denied: '/var/run/docker.sock'
        Traceback (most recent call last):⏎  File "install.py", line 8, in <module>⏎    os.makedirs("/opt/tool")⏎PermissionError: [Errno 13] Permission denied: '/opt/tool'
        PermissionError: [Errno 13] Permission denied: './run.sh'
        == python syntax
        SyntaxError: invalid syntax
        Traceback (most recent call last):⏎  File "/app/run.py", line 2, in <module>⏎    import solution⏎  File "/app/solution.py", line 41⏎    def solve(x⏎             ^⏎SyntaxError: invalid syntax
          File "<stdin>", line 1⏎    print "hello"⏎    ^⏎SyntaxError: invalid syntax
          File "/tmp/patch_8812.py", line 17⏎    else if x:⏎         ^^⏎SyntaxError: invalid syntax
        == python indentation
        IndentationError: unexpected indent
          File "/app/fix.py", line 12⏎    return x⏎IndentationError: unexpected indent
        Traceback (most recent call last):⏎  File "/app/t.py", line 1, in <module>⏎    import m⏎  File "/app/m.py", line 9⏎    pass⏎IndentationError: unexpected indent
        == python recursion
        RecursionError: maximum recursion depth exceeded
        Traceback (most recent call last):⏎  File "fib.py", line 4, in fib⏎    return fib(n-1) + fib(n-2)⏎  [Previous line repeated 996 more times]⏎RecursionError: maximum recursion depth exceeded
        Traceback (most recent call last):⏎  File "/app/solve.py", line 19, in dfs⏎    dfs(child)⏎  [Previous line repeated 984 more times]⏎RecursionError: maximum recursion depth exceeded
        == python name error
        NameError: name 'np' is not defined
        NameError: name 'Optional' is not defined
        Traceback (most recent call last):⏎  File "<string>", line 3, in <module>⏎NameError: name 'result' is not defined
        NameError: name 'unicode' is not defined
        == python event loop
        RuntimeError: This event loop is already running
        Traceback (most recent call last):⏎  File "/usr/lib/python3.11/asyncio/base_events.py", line 629, in run_until_complete⏎    self._check_running()⏎RuntimeError: This event loop is already running
        agent crashed: RuntimeError: This event loop is already running
        == pytest assert equal
        E       assert 3 == 4
        E       assert 'foo' == 'bar'
        FAILED⏎    def test_sum():⏎>       assert total(x) == 12⏎E       assert 11 == 12⏎test_sum.py:9: AssertionError
        E       assert None == 42
        E   assert 0.71 == 0.9
        == pytest assertion message
        AssertionError: Expected 5 rows, got 3
        AssertionError: Expected 120 rows, got 0
        Traceback (most recent call last):⏎  File "/tests/test_outputs.py", line 40, in test_rows⏎    assert n == want, f"Expected {want} rows, got {n}"⏎AssertionError: Expected 12 rows, got 13
        E   AssertionError: Expected 9 rows, got 1
        == bare assertion
        AssertionError
        Traceback (most recent call last):⏎  File "/srv/check.py", line 9, in <module>⏎    assert ok⏎AssertionError
        Verifier exception: AssertionError
        == pydantic validation
        pydantic_core._pydantic_core.ValidationError: 1 validation error for ToolCall
        pydantic_core._pydantic_core.ValidationError: 3 validation errors for AgentConfig⏎model⏎  Field required [type=missing, input_value={'name': 'x'}, input_type=dict]
        Traceback (most recent call last):⏎  File "/app/schema.py", line 31, in load⏎    return Answer.model_validate(data)⏎pydantic_core._pydantic_core.ValidationError: 2 validation errors for Answer⏎value⏎  Input should be a valid integer [type=int_type]
        == broken pipe
        BrokenPipeError: [Errno 32] Broken pipe
        Traceback (most recent call last):⏎  File "/h/tmux.py", line 90, in send_keys⏎    self.proc.stdin.write(data)⏎BrokenPipeError: [Errno 32] Broken pipe
        worker lost its sandbox: BrokenPipeError: [Errno 32] Broken pipe
        == cuda out of memory
        torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 15.78 GiB total capacity; 13.02 GiB already allocated; 1.44 GiB free; 13.20 GiB reserved in total by PyTorch)
        torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 512.00 MiB (GPU 1; 79.15 GiB total capacity; 77.80 GiB already allocated; 203.19 MiB free; 78.01 GiB reserved in total by PyTorch)
        Traceback (most recent call last):⏎  File "train.py", line 200, in <module>⏎    loss.backward()⏎torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 64.00 MiB (GPU 0; 23.69 GiB total capacity; 22.51 GiB already allocated; 41.00 MiB free; 22.70 GiB reserved in total by PyTorch)
        == python memory error
        MemoryError
        Traceback (most recent call last):⏎  File "/app/solve.py", line 11, in <module>⏎    grid = [[0] * n for _ in range(n)]⏎MemoryError
        agent died: MemoryError
        == numpy allocate
        numpy.core._exceptions._ArrayMemoryError: Unable to allocate 7.45 GiB for an array with shape (1000000, 1000) and data type float64
        numpy.core._exceptions._ArrayMemoryError: Unable to allocate 119. MiB for an array with shape (3952, 3952) and data type float64
        Traceback (most recent call last):⏎  File "dist.py", line 6, in <module>⏎    d = cdist(a, b)⏎numpy.core._exceptions._ArrayMemoryError: Unable to allocate 22.4 GiB for an array with shape (54830, 54830) and data type float64
        == python subprocess timeout
        subprocess.TimeoutExpired: Command '['bash', '-c', 'make test']' timed out after 600 seconds
        subprocess.TimeoutExpired: Command 'python solve.py' timed out after 30 seconds
        Traceback (most recent call last):⏎  File "/usr/lib/python3.11/subprocess.py", line 1198, in _check_timeout⏎    raise TimeoutExpired(⏎subprocess.TimeoutExpired: Command '['nmap', '-sV', '10.0.3.7']' timed out after 120 seconds
        == python called process
        subprocess.CalledProcessError: Command '['git', 'apply', '/tmp/p.diff']' returned non-zero exit status 1.
        subprocess.CalledProcessError: Command 'pip install -r requirements.txt' returned non-zero exit status 1.
        Traceback (most recent call last):⏎  File "/h/env.py", line 63, in setup⏎    subprocess.run(cmd, check=True)⏎subprocess.CalledProcessError: Command '['bash', 'setup.sh']' returned non-zero exit status 1.
        """#
}
