import Testing
import Triage

/// Which line of a log tells why something failed.
@Suite struct ErrorEssenceTests {
    @Test(arguments: logs) func namesTheReason(_ log: (text: String, reason: String)) {
        #expect(MaskedError(log.text).label.text.contains(log.reason))
    }

    @Test func readsALogToItsLast64Kilobytes() {
        let noise = (1...1_250).map { "[\($0)] copying a file that is not of interest" }.joined(separator: "\n")
        #expect(noise.utf8.count > 50_000)
        #expect(
            MaskedError("start\n\(noise.prefix(40_000))\nfatal: no license\n\(noise)").label.text == "fatal: no license"
        )
    }

    private static let logs: [(text: String, reason: String)] = [
        (
            #"""
            [INFO] Running com.acme.FooTest
            [ERROR] Tests run: 5, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.1 s <<< FAILURE! - in com.acme.FooTest
            [ERROR] testBar(com.acme.FooTest)  Time elapsed: 0.004 s  <<< FAILURE!
            java.lang.AssertionError: expected:<3> but was:<4>
            	at org.junit.Assert.fail(Assert.java:88)
            	at com.acme.FooTest.testBar(FooTest.java:17)
            [INFO]
            [INFO] Results:
            [ERROR] Failures:
            [ERROR]   FooTest.testBar:17 expected:<3> but was:<4>
            [INFO]
            [ERROR] Tests run: 5, Failures: 1, Errors: 0, Skipped: 0
            [INFO] BUILD FAILURE
            [INFO] Total time: 12.3 s
            [ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:2.22.0:test (default-test) on project acme: There are test failures.
            [ERROR] Please refer to /home/travis/build/acme/target/surefire-reports for the individual test results.
            [ERROR] -> [Help 1]
            [ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
            The command "mvn test -B" exited with 1.
            Done. Your build exited with 1.
            """#, #"expected:<3> but was:<4>"#
        ),
        (
            #"""
            > Task :compileJava FAILED
            /home/x/src/main/java/A.java:12: error: cannot find symbol
                Foo f = new Foo();
                ^
              symbol:   class Foo
              location: class A
            1 error

            FAILURE: Build failed with an exception.

            * What went wrong:
            Execution failed for task ':compileJava'.
            > Compilation failed; see the compiler error output for details.

            * Try:
            Run with --stacktrace option to get the stack trace. Run with --info or --debug option to get more log output.

            BUILD FAILED in 3s
            """#, #"cannot find symbol"#
        ),
        (
            #"""
            Failures:

              1) Widget#price adds tax
                 Failure/Error: expect(widget.price).to eq(12)

                   expected: 12
                        got: 11

                   (compared using ==)
                 # ./spec/widget_spec.rb:14:in `block (3 levels) in <top (required)>'

            Finished in 0.5 seconds (files took 0.3 seconds to load)
            32 examples, 1 failure

            Failed examples:

            rspec ./spec/widget_spec.rb:12 # Widget#price adds tax

            The command "bundle exec rake" exited with 1.
            """#, #"Failure/Error: expect(widget.price).to eq(12)"#
        ),
        (
            #"""
              ✓ parses numbers (3ms)
              1) handles errors gracefully

              12 passing (80ms)
              1 failing

              1) Parser handles errors gracefully:
                 TypeError: Cannot read property 'length' of undefined
                  at Parser.next (lib/parser.js:30:12)
                  at Context.<anonymous> (test/parser.js:12:5)

            npm ERR! code ELIFECYCLE
            npm ERR! errno 1
            npm ERR! parser@1.0.0 test: `mocha`
            npm ERR! Exit status 1
            npm ERR!
            npm ERR! Failed at the parser@1.0.0 test script.
            npm ERR! This is probably not a problem with npm. There is likely additional logging output above.
            """#, #"TypeError: Cannot read property 'length' of undefined"#
        ),
        (
            #"""
            === RUN   TestFoo
            --- FAIL: TestFoo (0.00s)
                foo_test.go:12: got 3, want 4
            === RUN   TestErrors
            --- PASS: TestErrors (0.00s)
            FAIL
            exit status 1
            FAIL	github.com/acme/foo	0.003s
            make: *** [Makefile:10: test] Error 1
            """#, #"foo_test.go:12"#
        ),
        (
            #"""
               Compiling foo v0.1.0 (/build)
            error[E0308]: mismatched types
             --> src/main.rs:4:18
              |
            4 |     let x: i32 = "a";
              |                  ^^^ expected `i32`, found `&str`

            error: aborting due to previous error

            For more information about this error, try `rustc --explain E0308`.
            error: could not compile `foo`
            """#, #"mismatched types"#
        ),
        (
            #"""
            test tests::a ... ok
            test tests::b ... FAILED

            failures:

            ---- tests::b stdout ----
            thread 'tests::b' panicked at 'assertion failed: `(left == right)`
              left: `1`,
             right: `2`', src/lib.rs:10:9
            note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace

            failures:
                tests::b

            test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out
            error: test failed, to rerun pass '--lib'
            """#, #"panicked at"#
        ),
        (
            #"""
            There was 1 failure:

            1) Acme\Tests\FooTest::testBar
            Failed asserting that 3 matches expected 4.

            /home/travis/build/tests/FooTest.php:22

            FAILURES!
            Tests: 42, Assertions: 120, Failures: 1.
            The command "vendor/bin/phpunit" exited with 1.
            """#, #"Failed asserting that 3 matches expected 4."#
        ),
        (
            #"""
            g++ -Wall -Werror -c src/errors.cpp -o errors.o
            src/errors.cpp: In function 'int main()':
            src/errors.cpp:12:3: error: 'foo' was not declared in this scope
               foo();
               ^~~
            make[2]: *** [errors.o] Error 1
            make[1]: *** [all] Error 2
            make: *** [build] Error 2
            """#, #"'foo' was not declared in this scope"#
        ),
        (
            #"""
            t/01.t .. ok
            #   Failed test 'sum'
            #   at t/02.t line 7.
            #          got: '3'
            #     expected: '4'
            # Looks like you failed 1 test of 3.
            t/02.t .. Dubious, test returned 1 (wstat 256, 0x100)
            Failed 1/3 subtests
            Result: FAIL
            """#, #"Failed test 'sum'"#
        ),
        (
            #"""
            ./foo/bar.py:1:1: F401 'os' imported but unused
            ./foo/bar.py:10:80: E501 line too long (93 > 79 characters)
            ERROR: InvocationError for command '/tox/bin/flake8 foo' (exited with code 1)
            ___________________________________ summary ____________________________________
            ERROR:   flake8: commands failed
            """#, #"foo/bar.py"#
        ),
        (
            #"""
            ======================================================================
            FAIL: test_add (tests.TestCalc)
            ----------------------------------------------------------------------
            Traceback (most recent call last):
              File "/app/tests.py", line 8, in test_add
                self.assertEqual(add(1, 2), 4)
            AssertionError: 3 != 4

            ----------------------------------------------------------------------
            Ran 4 tests in 0.001s

            FAILED (failures=1)
            """#, #"AssertionError: 3 != 4"#
        ),
        (
            #"""
             FAIL  src/app.test.js
              ● App › renders

                expect(received).toBe(expected) // Object.is equality

                Expected: 2
                Received: 1

                  10 |   it('renders', () => {
                > 11 |     expect(1).toBe(2);
                     |               ^

            Test Suites: 1 failed, 3 passed, 4 total
            Tests:       1 failed, 12 passed, 13 total
            npm ERR! Test failed.  See above for more details.
            """#, #"src/app.test.js"#
        ),
        (
            #"""
            curl is already the newest version (8.5.0-2ubuntu10.8).
            0 upgraded, 0 newly installed, 0 to remove and 10 not upgraded.
            curl: (7) Failed to connect to github.com port 443 after 21221 ms: Couldn't connect to server
            /tests/test.sh: line 10: /root/.local/bin/env: No such file or directory
            /tests/test.sh: line 19: uvx: command not found
            """#, #"Failed to connect"#
        ),
        (
            #"""
              20%|██        | 4/20 [00:01<00:04, 3.2it/s]
             100%|██████████| 20/20 [00:06<00:00, 3.2it/s]
            12 (34)
            RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB
            Exit code 1
            [error] tool reported failure
            """#, #"CUDA out of memory"#
        ),
        (
            #"""
            /home/x/app.js
              12:3  error  Unexpected var, use let or const instead  no-var
              14:1  warning  Missing JSDoc comment  require-jsdoc

            ✖ 2 problems (1 error, 1 warning)
            npm ERR! Exit status 1
            """#, #"Unexpected var"#
        ),
        (
            #"""
            Downloading https://repo.maven.apache.org/maven2/org/foo/foo.pom
            [ERROR] Failed to execute goal on project acme: Could not resolve dependencies for project com.acme:acme:jar:1.0: Could not find artifact org.foo:foo:jar:2.0 in central (https://repo.maven.apache.org/maven2) -> [Help 1]
            [ERROR]
            [ERROR] Re-run Maven using the -X switch to enable full debug logging.
            [ERROR] For more information about the errors and possible solutions, please read the following articles:
            [ERROR] [Help 1] http://cwiki.apache.org/confluence/display/MAVEN/DependencyResolutionException
            The command "mvn install" failed and exited with 1 during .
            """#, #"Could not find artifact"#
        ),
        (
            #"""
            E: Unable to locate package libfoo-dev
            The command "sudo apt-get install libfoo-dev" failed and exited with 100 during .
            Your build has been stopped.
            """#, #"Unable to locate package"#
        ),
    ]
}
