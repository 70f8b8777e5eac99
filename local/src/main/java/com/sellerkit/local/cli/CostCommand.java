package com.sellerkit.local.cli;

import com.sellerkit.local.StartProblem;
import com.sellerkit.local.cost.Bill;
import com.sellerkit.local.cost.CostReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Says what SellerKit costs on AWS.
@Command(
        name = "cost",
        description = "Says what a month of SellerKit costs on AWS, line by line, in US dollars.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Computed from counted work (docs/figures/work.json), public list prices (docs/figures/prices.json)",
            "and template.yaml. docs/cost.md says what is assumed."
        })
final class CostCommand implements Callable<Integer> {
    private static final int ORDERS_MAX = 10_000_000;
    private static final int SHOPS_MAX = 1_000_000;

    @Spec CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Orders of each shop in a month, 0 to 10000000. Default: 10000.")
    int orders;

    @Option(
            names = "--shops",
            paramLabel = "N",
            defaultValue = "1",
            description = "Shops that are connected, 1 to 1000000. Default: 1.")
    int shops;

    @Option(names = "--write", description = "Write docs/cost.md instead.")
    boolean write;

    @Override
    public Integer call() {
        require("--orders", orders, 0, ORDERS_MAX);
        require("--shops", shops, 1, SHOPS_MAX);
        Path project = Path.of("").toAbsolutePath();
        try {
            CostReport report = CostReport.of(project);
            if (write) {
                Path page = project.resolve("docs").resolve("cost.md");
                Files.writeString(page, report.page());
                System.out.println("docs/cost.md is written.");
                return 0;
            }
            Bill bill = report.bill(orders);
            System.out.println(bill.table());
            System.out.printf(
                    Locale.ROOT,
                    "%,d %s with %,d orders a month each: %,.2f dollars a month.%n",
                    shops,
                    shops == 1 ? "shop" : "shops",
                    orders,
                    shops * bill.shopDollars() + bill.fixedDollars());
            return 0;
        } catch (IOException e) {
            throw new StartProblem("The figures cannot be read: " + e.getMessage());
        }
    }

    private void require(String option, int given, int least, int most) {
        if (given < least || given > most) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "%s is %d; it has to be %d to %d.".formatted(option, given, least, most));
        }
    }
}
