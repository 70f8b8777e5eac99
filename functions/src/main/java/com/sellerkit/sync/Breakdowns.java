package com.sellerkit.sync;

/// What the amounts of a settled or an estimated order are made of, by the platform's names. New
/// kinds of fees come without notice; they are kept as unmapped amounts, and so never dropped.
final class Breakdowns {
    private Breakdowns() {}

    static Shape.Builder revenue(Shape.Builder revenue) {
        return revenue.summands(
                        "subtotal_before_discount_amount",
                        "refund_subtotal_before_discount_amount",
                        "seller_discount_amount",
                        "seller_discount_refund_amount",
                        "cod_service_fee_amount",
                        "refund_cod_service_fee_amount")
                .openForAmounts();
    }

    static Shape.Builder shipping(Shape.Builder shipping) {
        return shipping.summands(
                        "actual_shipping_fee_amount",
                        "shipping_fee_discount_amount",
                        "customer_paid_shipping_fee_amount",
                        "return_shipping_fee_amount",
                        "replacement_shipping_fee_amount",
                        "exchange_shipping_fee_amount",
                        "signature_confirmation_fee_amount",
                        "shipping_insurance_fee_amount",
                        "fbt_fulfillment_fee_reimbursement_amount",
                        "return_shipping_label_fee_amount",
                        "seller_self_shipping_service_fee_amount",
                        "return_shipping_fee_paid_buyer_amount",
                        "failed_delivery_subsidy_amount",
                        "shipping_fee_guarantee_reimbursement",
                        "fbt_free_shipping_fee_amount",
                        "free_return_subsidy_amount")
                .openForAmounts()
                .object("supplementary_component", Breakdowns::besideShipping);
    }

    private static Shape.Builder besideShipping(Shape.Builder beside) {
        return beside.summands(
                        "platform_shipping_fee_discount_amount",
                        "promo_shipping_incentive_amount",
                        "shipping_fee_subsidy_amount",
                        "seller_shipping_fee_discount_amount",
                        "customer_shipping_fee_offset_amount",
                        "fbm_shipping_cost_amount",
                        "fbt_shipping_cost_amount",
                        "fbt_fulfillment_fee_amount",
                        "fbt_fulfillment_fee_reimbursement_amount",
                        "return_refund_subsidy_amount",
                        "refunded_customer_shipping_fee_amount",
                        "customer_shipping_fee",
                        "refund_customer_shipping_fee")
                .openForAmounts();
    }

    static Shape.Builder feesAndTaxes(Shape.Builder both) {
        return both.object("fee", Breakdowns::fees).object("tax", Breakdowns::taxes);
    }

    private static Shape.Builder fees(Shape.Builder fees) {
        return fees.summands(
                        "platform_commission_amount",
                        "referral_fee_amount",
                        "refund_administration_fee_amount",
                        "transaction_fee_amount",
                        "credit_card_handling_fee_amount",
                        "affiliate_commission_amount",
                        "affiliate_commission_amount_before_pit",
                        "affiliate_commission_before_pit_amount",
                        "pit_withheld_from_ads_commission_amount",
                        "affiliate_partner_commission_amount",
                        "affiliate_ads_commission_amount",
                        "sfp_service_fee_amount",
                        "live_specials_fee_amount",
                        "bonus_cashback_service_fee_amount",
                        "mall_service_fee_amount",
                        "voucher_xtra_service_fee_amount",
                        "flash_sales_service_fee_amount",
                        "cofunded_promotion_service_fee_amount",
                        "pre_order_service_fee_amount",
                        "tsp_commission_amount",
                        "dt_handling_fee_amount",
                        "epr_pob_service_fee_amount",
                        "seller_paylater_handling_fee_amount",
                        "fee_per_item_sold_amount",
                        "cofunded_creator_bonus_amount",
                        "dynamic_commission_amount",
                        "external_affiliate_marketing_fee_amount",
                        "vn_fix_infrastructure_fee",
                        "affiliate_commission_deposit",
                        "affiliate_commission_release",
                        "tap_shop_ads_commission",
                        "shipping_fee_guarantee_service_fee",
                        "installation_service_fee",
                        "campaign_resource_fee",
                        "retail_delivery_fee_amount",
                        "retail_delivery_fee_payment_amount",
                        "retail_delivery_fee_refund_amount")
                .openForAmounts();
    }

    private static Shape.Builder taxes(Shape.Builder taxes) {
        return taxes.summands(
                        "sales_tax_amount",
                        "sales_tax_payment_amount",
                        "sales_tax_refund_amount",
                        "vat_amount",
                        "import_vat_amount",
                        "customs_duty_amount",
                        "customs_clearance_amount",
                        "sst_amount",
                        "gst_amount",
                        "iva_amount",
                        "isr_amount",
                        "anti_dumping_duty_amount",
                        "local_vat_amount",
                        "pit_amount")
                .openForAmounts();
    }

    /// Amounts that explain a settlement without being a part of its sum.
    static Shape.Builder beside(Shape.Builder beside) {
        return beside.summands(
                        "customer_payment_amount",
                        "customer_refund_amount",
                        "platform_discount_amount",
                        "platform_discount_refund_amount",
                        "seller_cofunded_discount_amount",
                        "seller_cofunded_discount_refund_amount",
                        "platform_cofunded_discount_amount",
                        "platform_cofunded_discount_refund_amount",
                        "retail_delivery_fee_amount",
                        "retail_delivery_fee_payment_amount",
                        "retail_delivery_fee_refund_amount",
                        "sales_tax_amount",
                        "sales_tax_payment_amount",
                        "sales_tax_refund_amount")
                .openForAmounts();
    }
}
