package com.sellerkit.local.cli;

import com.sellerkit.local.StartProblem;
import com.sellerkit.local.template.TemplateProblem;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `sellerkit`.
@Command(
        name = "sellerkit",
        description = "Runs SellerKit on this machine.",
        mixinStandardHelpOptions = true,
        version = "SellerKit 0.1.0",
        subcommands = {
            UpCommand.class,
            RedriveCommand.class,
            ReplayCommand.class,
            CostCommand.class
        })
public final class SellerKitCommand implements Callable<Integer> {
    /// Runs the command and ends the process with its exit code: 0 done, 1 cannot be done, 2 not
    /// understood.
    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new SellerKitCommand())
                        .setExecutionExceptionHandler((problem, command, _) -> {
                            switch (problem) {
                                case StartProblem known ->
                                        command.getErr().println(known.getMessage());
                                case TemplateProblem known ->
                                        command.getErr()
                                                .println("template.yaml: " + known.getMessage());
                                default -> problem.printStackTrace(command.getErr());
                            }
                            return 1;
                        })
                        .execute(arguments));
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 2;
    }
}
