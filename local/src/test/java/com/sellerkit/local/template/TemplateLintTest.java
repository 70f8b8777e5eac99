package com.sellerkit.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Asks the deployment's own tools about `template.yaml`, where they are installed.
class TemplateLintTest {
    private static final Path SCRIPT = Path.of("src/test/python/check_template.py");

    @Test
    void theDeploymentToolsFindNothingWrongWithTheTemplate() throws Exception {
        Process process;
        try {
            process =
                    new ProcessBuilder("python3", SCRIPT.toString())
                            .redirectErrorStream(true)
                            .start();
        } catch (java.io.IOException noPython) {
            assumeTrue(
                    false,
                    "skipped: no Python 3, so cfn-lint and aws-sam-translator were not asked");
            return;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("finished in time").isTrue();

        System.out.print(output);
        assertThat(process.exitValue()).as(output).isZero();
    }
}
